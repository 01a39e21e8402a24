package io.snshub.platform;

import io.snshub.post.PublishFailure;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

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

  /**
   * Opens several accounts at once; one that doesn't exist is refused like one that was removed.
   */
  default Map<Long, Access> openAll(Set<Long> accountIds) {
    Map<Long, Access> opened = new HashMap<>();
    accountIds.forEach(id -> opened.put(id, open(id)));
    return opened;
  }
}
