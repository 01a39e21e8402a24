package io.snshub.platform;

import io.snshub.post.PublishFailure;

/** Where lanes get an account's token. Implemented by the room that keeps accounts. */
public interface AccountDesk {

  /** What the desk answers. */
  sealed interface Access {}

  /**
   * The account can be used.
   *
   * @param account with its current token
   */
  record Granted(LaneWork.Account account) implements Access {}

  /**
   * It can't.
   *
   * @param failure why: disconnected, revoked
   */
  record Refused(PublishFailure failure) implements Access {}

  /** Opens an account; reads, never calls the platform. */
  Access open(long accountId);
}
