package io.snshub.platform;

import io.snshub.post.PublishFailure;
import java.time.Duration;

/** What a prepare came to. Nothing is visible yet in any of these cases. */
public sealed interface Preparation {

  /**
   * Ready: one more call makes it visible.
   *
   * @param handle kept durably before that call
   */
  record Ready(String handle) implements Preparation {}

  /**
   * Under way on the platform (an upload to go on with, a container being processed).
   *
   * @param handle kept durably; the next prepare gets it
   * @param pause how long to let the platform work; zero to go on at once
   */
  record Pending(String handle, Duration pause) implements Preparation {}

  /**
   * Not possible now, or ever.
   *
   * @param failure why
   */
  record Failed(PublishFailure failure) implements Preparation {}
}
