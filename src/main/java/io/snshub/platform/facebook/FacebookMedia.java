package io.snshub.platform.facebook;

import io.snshub.platform.LaneWork;
import io.snshub.platform.MediaFetch;
import io.snshub.platform.Preparation;
import io.snshub.post.Media;
import io.snshub.post.PublishFailure;
import org.apache.camel.Variable;

/** What pictures and videos have in common on their way to the Page. */
final class FacebookMedia {
  private FacebookMedia() {}

  static boolean none(@Variable("work") LaneWork work) {
    return work.content().media().isEmpty();
  }

  /** A post of words alone has nothing to bring. */
  static Preparation ready() {
    return new Preparation.Ready(FacebookHandle.fresh(0).json());
  }

  static Media video(@Variable("work") LaneWork work) {
    return work.content().media().get(0);
  }

  /** The file is here, and it is the one that the upload began with. */
  static boolean usable(@Variable("fetched") MediaFetch fetched, @Variable("work") LaneWork work) {
    long total = FacebookHandle.of(work).total();
    return fetched instanceof MediaFetch.Fetched here
        && here.media().bytes() > 0
        && (total == 0 || here.media().bytes() == total);
  }

  static boolean unfit(@Variable("fetched") MediaFetch fetched, @Variable("work") LaneWork work) {
    return !usable(fetched, work);
  }

  static Preparation unusable(@Variable("fetched") MediaFetch fetched) {
    if (fetched instanceof MediaFetch.Missing missing) {
      return new Preparation.Failed(missing.failure());
    }
    boolean empty = ((MediaFetch.Fetched) fetched).media().bytes() == 0;
    return new Preparation.Failed(
        empty
            ? new PublishFailure.Permanent("media_empty", "facebook: the file is empty")
            : new PublishFailure.Permanent(
                "media_changed", "facebook: the video changed meanwhile"));
  }
}
