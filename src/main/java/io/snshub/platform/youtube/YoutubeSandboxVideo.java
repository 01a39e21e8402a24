package io.snshub.platform.youtube;

import io.snshub.sandbox.Processing;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One video.
 *
 * @param number its place among the uploads
 * @param id 11 characters
 * @param about what is said about it
 * @param file what it came as
 * @param at when the last byte of it came
 * @param dated when it was published, or uploaded while only its owner can see it
 * @param work what the platform does with it
 * @param thumbnail the owner has set a picture
 */
record YoutubeSandboxVideo(
    long number,
    String id,
    YoutubeSandboxMetadata about,
    YoutubeSandboxFile file,
    Instant at,
    Instant dated,
    Processing work,
    boolean thumbnail) {
  private static final Set<String> OWNERS =
      Set.of("fileDetails", "processingDetails", "suggestions");
  private static final int PARTS = 100;

  /** Returns the video with other words; one that goes public is dated by that. */
  YoutubeSandboxVideo with(YoutubeSandboxMetadata newAbout, Instant now) {
    boolean goesUp = about.privacyAt(now).equals("private") && newAbout.visibleAt(now);
    return new YoutubeSandboxVideo(
        number, id, newAbout, file, at, goesUp ? now : dated, work, thumbnail);
  }

  YoutubeSandboxVideo withThumbnail() {
    return new YoutubeSandboxVideo(number, id, about, file, at, dated, work, true);
  }

  String permalink() {
    return "https://www.youtube.com/watch?v=" + id;
  }

  static boolean forOwner(Set<String> parts) {
    return parts.stream().anyMatch(OWNERS::contains);
  }

  JsonObject toJson(Set<String> parts, YoutubeSandboxCounters counters, Instant now) {
    JsonObject json = new JsonObject().put("kind", "youtube#video").put("id", id);
    for (String part : parts) {
      JsonObject shown = part(part, counters, now);
      if (shown != null) {
        json.put(part, shown);
      }
    }
    return YoutubeSandboxAnswers.tagged(json);
  }

  private @Nullable JsonObject part(String part, YoutubeSandboxCounters counters, Instant now) {
    return switch (part) {
      case "snippet" -> snippet(now);
      case "status" -> status(now);
      case "statistics" -> counters.of(this, now);
      case "contentDetails" -> contentDetails();
      case "processingDetails" -> processingDetails(now);
      case "fileDetails" -> work.over(now) ? file.toJson() : null;
      case "recordingDetails" -> about.recording();
      case "localizations" -> about.localizations().isEmpty() ? null : about.localizations();
      case "player" ->
          new JsonObject()
              .put(
                  "embedHtml",
                  "<iframe width=\"480\" height=\"270\" src=\"//www.youtube.com/embed/"
                      + id
                      + "\" frameborder=\"0\" allowfullscreen></iframe>");
      case "paidProductPlacementDetails" -> new JsonObject().put("hasPaidProductPlacement", false);
      case "topicDetails", "suggestions" -> new JsonObject();
      default -> null;
    };
  }

  JsonObject snippet(Instant now) {
    return new JsonObject()
        .put("publishedAt", published(now))
        .put("channelId", YoutubeSandbox.CHANNEL)
        .put("channelTitle", YoutubeSandbox.TITLE)
        .put("thumbnails", thumbnails())
        .mergeIn(about.snippet().toJson());
  }

  JsonObject contentDetails() {
    return new JsonObject()
        .put("duration", file.duration())
        .put("dimension", "2d")
        .put("definition", file.definition())
        .put("caption", "false")
        .put("licensedContent", false)
        .put("contentRating", new JsonObject())
        .put("projection", "rectangular")
        .put("hasCustomThumbnail", thumbnail);
  }

  JsonObject thumbnails() {
    JsonObject all = new JsonObject();
    picture(all, "default", "default", 120, 90);
    picture(all, "medium", "mqdefault", 320, 180);
    picture(all, "high", "hqdefault", 480, 360);
    return all;
  }

  private void picture(JsonObject all, String key, String name, int width, int height) {
    all.put(
        key,
        new JsonObject()
            .put("url", "https://i.ytimg.com/vi/" + id + "/" + name + ".jpg")
            .put("width", width)
            .put("height", height));
  }

  /**
   * Returns the date as it is shown: whole seconds; a planned publication counts once it is due.
   */
  String published(Instant now) {
    Instant planned = about.status().publishAt();
    Instant then = planned != null && !planned.isAfter(now) ? planned : dated;
    return Instant.ofEpochSecond(then.getEpochSecond()).toString();
  }

  private JsonObject status(Instant now) {
    String state = work.failed(now) ? "failed" : work.over(now) ? "processed" : "uploaded";
    JsonObject json = new JsonObject().put("uploadStatus", state);
    if (work.failed(now)) {
      json.put("failureReason", "conversion");
    }
    return json.mergeIn(about.status().toJson(now)).mergeIn(about.status().ownersJson());
  }

  private JsonObject processingDetails(Instant now) {
    String others = work.over(now) ? "available" : "inProgress";
    JsonObject json =
        new JsonObject()
            .put("processingStatus", state(now))
            .put("fileDetailsAvailability", others)
            .put("processingIssuesAvailability", others)
            .put("tagSuggestionsAvailability", others)
            .put("editorSuggestionsAvailability", others)
            .put("thumbnailsAvailability", others);
    if (work.failed(now)) {
      return json.put("processingFailureReason", "transcodeFailed");
    }
    return work.over(now) ? json : json.put("processingProgress", progress(now));
  }

  private String state(Instant now) {
    return work.failed(now) ? "failed" : work.over(now) ? "succeeded" : "processing";
  }

  private JsonObject progress(Instant now) {
    long whole = Math.max(1, work.endsAt().toEpochMilli() - work.startedAt().toEpochMilli());
    long left = Math.max(0, work.endsAt().toEpochMilli() - now.toEpochMilli());
    return new JsonObject()
        .put("partsTotal", Integer.toString(PARTS))
        .put("partsProcessed", Long.toString(PARTS - Math.min(PARTS, left * PARTS / whole)))
        .put("timeLeftMs", Long.toString(left));
  }
}
