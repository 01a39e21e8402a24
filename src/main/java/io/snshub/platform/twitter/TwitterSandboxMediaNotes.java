package io.snshub.platform.twitter;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** What is told about a medium after its upload: alternative text, subtitles, and a look at it. */
final class TwitterSandboxMediaNotes {
  private static final int LONGEST_TEXT = 1_000;

  private final TwitterSandboxMedia media;

  TwitterSandboxMediaNotes(TwitterSandboxMedia media) {
    this.media = media;
  }

  void open(Site site, TwitterSandboxLimits limits, TwitterSandboxLogins logins) {
    site.route(
        "POST",
        "/2/media/metadata",
        Operation.UPLOAD,
        limits.of("metadata", 500, logins.userOnly(this::metadata)));
    site.route(
        "POST",
        "/2/media/subtitles",
        Operation.UPLOAD,
        limits.of("subtitles", 100, logins.userOnly(this::subtitle)));
    site.route(
        "DELETE",
        "/2/media/subtitles",
        Operation.UPLOAD,
        limits.of("no subtitles", 100, logins.userOnly(this::unsubtitle)));
    site.route("GET", "/2/media/{key}", Operation.LOOKUP, limits.of("medium", 900, this::one));
  }

  private Reply metadata(Call call) {
    JsonObject body = body(call);
    TwitterSandboxUpload upload = media.required(String.valueOf(body.getValue("id")));
    if (!(body.getValue("metadata", new JsonObject()) instanceof JsonObject metadata)) {
      throw TwitterSandboxDialect.invalid("metadata", "", "$.metadata: object expected");
    }
    if (metadata.getValue("alt_text") instanceof JsonObject alt) {
      if (!(alt.getValue("text") instanceof String text)) {
        throw TwitterSandboxDialect.invalid(
            "alt_text", "", "$.metadata.alt_text.text: is missing but it is required");
      }
      if (text.codePointCount(0, text.length()) > LONGEST_TEXT) {
        throw TwitterSandboxDialect.invalid(
            "alt_text", "", "$.metadata.alt_text.text: may only be 1000 characters long");
      }
      upload.describe(text);
      call.about("alt text of " + upload.key());
    }
    return TwitterSandboxDialect.data(
        200,
        new JsonObject()
            .put("id", Long.toString(upload.id()))
            .put("associated_metadata", metadata));
  }

  private Reply subtitle(Call call) {
    JsonObject body = body(call);
    TwitterSandboxUpload video = video(body);
    JsonObject track = body.getJsonObject("subtitles", new JsonObject());
    TwitterSandboxUpload file = media.required(String.valueOf(track.getValue("id")));
    String language = String.valueOf(track.getValue("language_code"));
    if (!file.isSubtitles() || !language.matches("[A-Z]{2}")) {
      throw TwitterSandboxDialect.invalid(
          "subtitles", language, "$.subtitles.language_code: does not match ^[A-Z]{2}$");
    }
    video.subtitle(track);
    return TwitterSandboxDialect.data(
        200,
        new JsonObject()
            .put("id", Long.toString(video.id()))
            .put("media_category", body.getString("media_category"))
            .put("associated_subtitles", new JsonArray(video.subtitles().getList())));
  }

  private Reply unsubtitle(Call call) {
    JsonObject body = body(call);
    boolean deleted = video(body).unsubtitle(body.getString("language_code"));
    return TwitterSandboxDialect.data(200, new JsonObject().put("deleted", deleted));
  }

  private TwitterSandboxUpload video(JsonObject body) {
    String category = String.valueOf(body.getValue("media_category"));
    TwitterSandboxUpload video = media.required(String.valueOf(body.getValue("id")));
    if (!category.matches("AmplifyVideo|TweetVideo") || !video.isVideo()) {
      throw TwitterSandboxDialect.invalid(
          "media_category",
          category,
          "$.media_category: does not have a value in the enumeration [AmplifyVideo, TweetVideo]");
    }
    return video;
  }

  private Reply one(Call call) {
    String key = call.param("key");
    TwitterSandboxUpload upload = media.required(key.substring(key.indexOf('_') + 1));
    JsonObject shown =
        media.described(
            upload.key(),
            TwitterSandboxQuery.list(call, "media.fields"),
            new TwitterSandboxCounters(0));
    return TwitterSandboxDialect.data(200, shown);
  }

  private static JsonObject body(Call call) {
    JsonObject body = call.json();
    if (body == null) {
      throw TwitterSandboxDialect.malformed(List.of("Requests with bodies must be valid JSON."));
    }
    return body;
  }
}
