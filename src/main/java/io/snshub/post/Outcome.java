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
   * @param handle what to look for it by, when the call itself brought that; null to keep what is
   *     known
   */
  record Doubtful(String reason, @Nullable String handle) implements Outcome {
    /** Nothing new to look for it by. */
    public Doubtful(String reason) {
      this(reason, null);
    }

    /** Keeps the handle, which may be secret, out of logs and evidence. */
    @Override
    public String toString() {
      return "Doubtful[" + reason + "]";
    }
  }
}
