package io.snshub.platform;

import io.snshub.post.PublishFailure;

/** What became of taking a post down. */
public sealed interface Retraction {

  /** It is gone (also when it was gone already). */
  record Gone() implements Retraction {}

  /**
   * The platform has no way to take it down.
   *
   * @param reason a sentence for a person
   */
  record Impossible(String reason) implements Retraction {}

  /**
   * Not gone, as far as known. Repeating is harmless.
   *
   * @param failure why
   */
  record Failed(PublishFailure failure) implements Retraction {}
}
