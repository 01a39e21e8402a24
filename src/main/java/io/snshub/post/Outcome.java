package io.snshub.post;

import org.jspecify.annotations.Nullable;

/** What became of one irreversible call. */
public sealed interface Outcome {

  /**
   * The post is up.
   *
   * @param platformPostId the platform's id of the visible post
   * @param permalink its public address, or null when the platform gave none
   */
  record Published(String platformPostId, @Nullable String permalink) implements Outcome {}

  /** Definitely not up, and the platform said so. */
  record Refused(PublishFailure failure) implements Outcome {}

  /**
   * The answer was lost or says nothing: the post may be up.
   *
   * @param reason a sentence for the timeline
   */
  record Doubtful(String reason) implements Outcome {}
}
