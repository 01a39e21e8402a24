package io.snshub.platform;

import io.snshub.post.PublishFailure;
import org.jspecify.annotations.Nullable;

/** What a look at the platform told about a post whose answer was lost. */
public sealed interface Sighting {

  /**
   * Exactly one match: it is up.
   *
   * @param platformPostId its id
   * @param permalink its public address, or null
   */
  record Found(String platformPostId, @Nullable String permalink) implements Sighting {}

  /** Not seen. Counts only after the quiet time and when repeated. */
  record Absent() implements Sighting {}

  /**
   * The handle itself proves that the submit did not happen and can be repeated safely (an upload
   * session that still misses its last bytes).
   *
   * @param handle the handle to go on with
   */
  record NotSubmitted(String handle) implements Sighting {}

  /**
   * The platform says of this very attempt that it came to nothing: it is not up and never will be.
   *
   * @param failure why
   */
  record Failed(PublishFailure failure) implements Sighting {}

  /**
   * The look failed or more than one post matches.
   *
   * @param reason a sentence for the timeline
   * @param forHuman true when looking again won't help
   * @param tokenRefused the look failed for its token; with a refreshed one it may not
   */
  record Unclear(String reason, boolean forHuman, boolean tokenRefused) implements Sighting {

    /** A look that says nothing, whatever its token. */
    public Unclear(String reason, boolean forHuman) {
      this(reason, forHuman, false);
    }

    /** A look that failed. */
    public static Unclear after(PublishFailure failure) {
      boolean token = failure instanceof PublishFailure.NeedsReauth reauth && reauth.refreshable();
      return new Unclear(failure.message(), false, token);
    }
  }
}
