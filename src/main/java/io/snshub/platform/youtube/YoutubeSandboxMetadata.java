package io.snshub.platform.youtube;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Set;

/**
 * What is said about a video, checked.
 *
 * @param snippet what viewers read
 * @param status who may see it
 * @param recording where and when it was filmed
 * @param localizations title and description by language
 */
record YoutubeSandboxMetadata(
    YoutubeSandboxSnippet snippet,
    YoutubeSandboxStatus status,
    JsonObject recording,
    JsonObject localizations) {

  /** A video of which nothing is said. */
  static YoutubeSandboxMetadata none() {
    return new YoutubeSandboxMetadata(
        YoutubeSandboxSnippet.untitled(),
        YoutubeSandboxStatus.standard(),
        new JsonObject(),
        new JsonObject());
  }

  /** Reads a new video. Only the parts that the call names are taken. */
  static YoutubeSandboxMetadata of(JsonObject video, Set<String> parts, Instant now) {
    return none().changed(video, parts, now, false);
  }

  /** Reads a change: a part that is named is replaced whole, the others stay. */
  YoutubeSandboxMetadata changed(JsonObject video, Set<String> parts, Instant now) {
    return changed(video, parts, now, true);
  }

  private YoutubeSandboxMetadata changed(
      JsonObject video, Set<String> parts, Instant now, boolean change) {
    YoutubeSandboxSnippet newSnippet =
        parts.contains("snippet") ? YoutubeSandboxSnippet.of(video, change) : snippet;
    YoutubeSandboxStatus newStatus =
        parts.contains("status") ? YoutubeSandboxStatus.of(video, now) : status;
    JsonObject words =
        parts.contains("localizations") ? part(video, "localizations") : localizations;
    if (parts.contains("localizations") && !words.isEmpty() && newSnippet.language() == null) {
      throw YoutubeSandboxDialect.refused(
          400,
          "youtube.video",
          "defaultLanguageNotSet",
          "The API request is trying to add localized video details without specifying the"
              + " default language of the video details.");
    }
    return new YoutubeSandboxMetadata(
        newSnippet,
        newStatus,
        parts.contains("recordingDetails") ? recording(video) : recording,
        words);
  }

  String text() {
    return snippet.description().isEmpty()
        ? snippet.title()
        : snippet.title() + "\n" + snippet.description();
  }

  String privacyAt(Instant now) {
    return status.privacyAt(now);
  }

  boolean visibleAt(Instant now) {
    return !privacyAt(now).equals("private");
  }

  private static JsonObject recording(JsonObject video) {
    YoutubeSandboxFields.of(video, "video", "recordingDetails")
        .time(
            "recordingDate",
            YoutubeSandboxDialect.refused(
                400,
                "youtube.video",
                "invalidRecordingDetails",
                "The request metadata specifies invalid recording details."));
    return part(video, "recordingDetails");
  }

  private static JsonObject part(JsonObject video, String name) {
    return video.getValue(name) instanceof JsonObject part ? part.copy() : new JsonObject();
  }
}
