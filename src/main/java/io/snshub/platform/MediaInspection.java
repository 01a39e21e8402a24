package io.snshub.platform;

import io.snshub.platform.ContentRules.Violation;
import io.snshub.post.Content;
import io.snshub.post.Media;
import io.snshub.post.MediaFacts;
import io.snshub.post.PublishFailure;
import io.snshub.post.PublishFailure.Permanent;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Looks at the files of a post before a platform hears of it. Media are known by their URLs when a
 * post is accepted; what they really are is known once they are here.
 */
@Component
class MediaInspection {
  private final PlatformCatalog catalog;

  MediaInspection(PlatformCatalog catalog) {
    this.catalog = catalog;
  }

  /**
   * How far an inspection has come.
   *
   * @param work the target
   * @param media what was looked at, with what is known of it now
   * @param failure what is wrong, or null so far
   */
  record Progress(LaneWork work, List<Media> media, @Nullable PublishFailure failure) {
    private boolean isOpen() {
      return failure == null && media.size() < all().size();
    }

    private Media getNext() {
      return all().get(media.size());
    }

    private List<Media> all() {
      return work.content().media();
    }

    private Progress with(Media looked) {
      List<Media> more = new ArrayList<>(media);
      more.add(looked);
      return new Progress(work, more, failure);
    }

    private Progress but(PublishFailure wrong) {
      return new Progress(work, media, wrong);
    }
  }

  /** Begins: only for a target whose prepare begins too. */
  Progress begin(@Body LaneWork work) {
    List<Media> all = work.content().media();
    boolean known = work.handle() != null || all.stream().allMatch(media -> media.facts() != null);
    return new Progress(work, known ? all : List.of(), null);
  }

  /** There is another medium to look at. */
  boolean open(@Variable("inspection") Progress progress) {
    return progress.isOpen();
  }

  /** Returns the next medium to look at. */
  Media next(@Variable("inspection") Progress progress) {
    return progress.getNext();
  }

  /** Takes one medium that was fetched. */
  Progress looked(@Variable("inspection") Progress progress, @Body MediaFetch fetch) {
    Media media = progress.getNext();
    if (fetch instanceof MediaFetch.Missing missing) {
      boolean pulled = profile(progress.work()).media().pulled();
      // who fetches it itself may reach it where the hub, for the moment, can't
      return pulled && missing.failure().retryable()
          ? progress.with(media)
          : progress.but(missing.failure());
    }
    MediaFacts facts = ((MediaFetch.Fetched) fetch).media().facts();
    if (media.kind() != Media.Kind.UNKNOWN && media.kind() != facts.kind()) {
      String message =
          "%s: medium %d is %s, its address says that it is a %s"
              .formatted(
                  progress.work().platform(),
                  progress.media().size() + 1,
                  facts.contentType(),
                  media.kind() == Media.Kind.VIDEO ? "video" : "picture");
      return progress.but(new Permanent("media_type", message));
    }
    return progress.with(new Media(media.url(), facts.kind(), media.id(), media.alt(), facts));
  }

  /** Returns the target with what is known of its media, or why it can't be prepared. */
  Object end(@Variable("inspection") Progress progress) {
    if (progress.failure() != null) {
      return new Preparation.Failed(progress.failure());
    }
    LaneWork work = progress.work();
    List<Violation> broken = FileRules.check(profile(work), progress.media());
    if (work.handle() == null && !broken.isEmpty()) {
      Violation first = broken.get(0);
      return new Preparation.Failed(new Permanent(first.code(), first.message()));
    }
    Content seen = work.content();
    return work.withContent(
        new Content(seen.text(), seen.title(), progress.media(), seen.options()));
  }

  private PlatformProfile profile(LaneWork work) {
    return catalog.find(work.platform()).orElseThrow();
  }
}
