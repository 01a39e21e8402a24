package io.snshub.platform.instagram;

import io.snshub.platform.instagram.InstagramSandboxContainer.Kind;
import io.snshub.platform.instagram.InstagramSandboxContainer.State;
import io.snshub.sandbox.Call;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Sequence;
import io.snshub.sandbox.Shelf;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Creates containers and brings their media; the newest {@value #CAPACITY} are known. */
final class InstagramSandboxContainers {
  private static final int CAPACITY = 100_000;
  private static final int A_DAY = 400;
  private static final Duration IMAGE_WORK = Duration.ofMillis(100);
  static final Duration VIDEO_WORK = Duration.ofMillis(400);

  private final Shelf<Long, InstagramSandboxContainer> containers = new Shelf<>(CAPACITY);
  private final Deque<Instant> created = new ArrayDeque<>();
  private final Site site;
  private final Sequence ids;

  InstagramSandboxContainers(Site site) {
    this.site = site;
    this.ids =
        new Sequence(
            site.clock(), ms -> 17_000_000_000_000_000L + (ms - 1_600_000_000_000L) * 1_000);
  }

  Reply create(Call call) {
    if (!InstagramSandbox.isAccount(call.param("node"))) {
      throw InstagramSandboxDialect.missing(call, call.param("node"));
    }
    bounded(call);
    String caption = call.input("caption");
    call.about(caption);
    InstagramSandboxContainer made = container(call, InstagramSandboxChecks.caption(caption));
    containers.put(made.id(), made);
    created.addLast(call.at());
    String id = Long.toString(made.id());
    JsonObject answer = new JsonObject().put("id", id);
    if (made.waitsForUpload()) {
      answer.put("uri", call.root() + "/ig-api-upload/v25.0/" + id);
    }
    return Reply.json(200, answer);
  }

  @Nullable InstagramSandboxContainer find(@Nullable String id) {
    return id != null && id.matches("\\d{1,18}") ? containers.get(Long.parseLong(id)) : null;
  }

  long nextId() {
    return ids.next();
  }

  void clear() {
    containers.clear();
    created.clear();
  }

  /** So many containers a day and no more. */
  private void bounded(Call call) {
    Instant day = call.at().minus(Duration.ofHours(24));
    while (!created.isEmpty() && !created.peekFirst().isAfter(day)) {
      created.removeFirst();
    }
    if (site.rateLimits() && created.size() >= A_DAY) {
      throw InstagramSandboxDialect.refusedForNow(4, 0, "(#4) Application request limit reached");
    }
  }

  private InstagramSandboxContainer container(Call call, String caption) {
    String type = call.input("media_type");
    boolean child = "true".equalsIgnoreCase(String.valueOf(call.input("is_carousel_item")));
    return switch (type == null ? "IMAGE" : type) {
      case "IMAGE" -> single(call, Kind.IMAGE, child, caption);
      case "REELS" -> single(call, Kind.REEL, false, caption);
      case "STORIES" -> {
        boolean image = call.input("image_url") != null;
        yield single(call, image ? Kind.STORY_IMAGE : Kind.STORY_VIDEO, false, "");
      }
      case "VIDEO" -> {
        if (!child) {
          throw InstagramSandboxDialect.refused(
              100, 2207023, "The media_type VIDEO is no longer supported, use REELS");
        }
        yield single(call, Kind.VIDEO, true, "");
      }
      case "CAROUSEL" -> carousel(call, caption);
      default ->
          throw InstagramSandboxDialect.refused(
              100, 2207023, "The media type " + type + " is unknown.");
    };
  }

  private InstagramSandboxContainer single(Call call, Kind kind, boolean child, String caption) {
    boolean later = kind.video() && "resumable".equals(call.input("upload_type"));
    String field = kind.video() ? "video_url" : "image_url";
    String url = call.input(field);
    if (url == null && !later) {
      throw InstagramSandboxDialect.refused(
          100, 0, "(#100) The parameter " + field + " is required.");
    }
    if (url != null) {
      InstagramSandboxChecks.fetch(call, kind, url);
    }
    String cover = kind == Kind.REEL ? call.input("cover_url") : null;
    if (cover != null) {
      InstagramSandboxChecks.fetch(call, Kind.IMAGE, cover);
    }
    InstagramSandboxContainer made =
        new InstagramSandboxContainer(
            ids.next(),
            kind,
            child,
            caption,
            url == null ? List.of() : List.of(url),
            List.of(),
            InstagramSandboxDetails.of(call, kind, child),
            call.at());
    if (!later) {
      made.process(site.process(kind.video() ? VIDEO_WORK : IMAGE_WORK));
    }
    return made;
  }

  private InstagramSandboxContainer carousel(Call call, String caption) {
    List<InstagramSandboxContainer> children = new ArrayList<>();
    for (String id : children(call)) {
      InstagramSandboxContainer child = find(id);
      if (child == null || !child.child() || child.state(call.at()) == State.EXPIRED) {
        throw InstagramSandboxDialect.refused(
            24, 2207008, "The media builder with creation id = " + id + " does not exist.");
      }
      children.add(child);
    }
    if (children.size() < 2 || children.size() > 10) {
      throw InstagramSandboxDialect.refused(
          100, 2207028, "Your post won't work as a carousel. It needs 2 to 10 photos or videos.");
    }
    InstagramSandboxContainer made =
        new InstagramSandboxContainer(
            ids.next(),
            Kind.CAROUSEL,
            false,
            caption,
            List.of(),
            children,
            InstagramSandboxDetails.of(call, Kind.CAROUSEL, false),
            call.at());
    made.process(site.process(IMAGE_WORK));
    return made;
  }

  /** A list in JSON, or ids with commas between them. */
  private static List<String> children(Call call) {
    JsonObject body = call.json();
    if (body != null && body.getValue("children") instanceof JsonArray array) {
      return array.stream().map(String::valueOf).toList();
    }
    String text = call.input("children");
    if (text == null || text.isBlank()) {
      return List.of();
    }
    return List.of(text.replaceAll("[\\[\\]\"\\s]", "").split(","));
  }
}
