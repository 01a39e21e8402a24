package io.snshub.platform.tiktok;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where media come from, checked.
 *
 * @param urls addresses to pull, empty for an upload
 * @param size bytes in all; a guess for what is pulled
 * @param chunk bytes of every chunk but the last
 * @param chunks how many there are; the last one takes what is left over
 */
record TiktokSandboxSource(List<String> urls, long size, long chunk, long chunks) {
  private static final long LARGEST = 4L << 30;
  private static final long MOST_CHUNKS = 1_000;
  private static final int MOST_PHOTOS = 35;
  private static final long PULLED = 1_000_000;
  private static final Pattern NAMED =
      Pattern.compile(
          "https://[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*\\.[A-Za-z][A-Za-z0-9-]*(:\\d+)?/.*");

  /** Of another format than any post takes. */
  boolean unusable() {
    return urls.stream().anyMatch(url -> url.matches("(?i).*\\.(png|gif|bmp|avi|txt)(\\?.*)?"));
  }

  /** Returns how long the chunk is that begins at an offset. */
  long lengthAt(long offset) {
    return offset >= chunk * (chunks - 1) ? size - offset : chunk;
  }

  static TiktokSandboxSource ofVideo(Call call, long megabyte) {
    JsonObject source = source(call);
    return switch (String.valueOf(source.getValue("source"))) {
      case "FILE_UPLOAD" -> upload(call, source, megabyte);
      case "PULL_FROM_URL" -> {
        String url = String.valueOf(source.getValue("video_url"));
        pullable(call, url);
        yield new TiktokSandboxSource(List.of(url), PULLED, 0, 0);
      }
      default ->
          throw TiktokSandboxDialect.invalid(call, "The request source info is empty or incorrect");
    };
  }

  static TiktokSandboxSource ofPhotos(Call call) {
    JsonObject source = source(call);
    Object images = source.getValue("photo_images");
    if (!"PULL_FROM_URL".equals(source.getValue("source"))
        || !(images instanceof JsonArray array)
        || array.isEmpty()
        || array.size() > MOST_PHOTOS) {
      throw TiktokSandboxDialect.invalid(call, "The request source info is empty or incorrect");
    }
    Object cover = source.getValue("photo_cover_index");
    if (!(cover instanceof Integer index) || index < 0 || index >= array.size()) {
      throw TiktokSandboxDialect.invalid(call, "The photo cover index is invalid");
    }
    List<String> urls = new ArrayList<>();
    for (Object image : array) {
      pullable(call, String.valueOf(image));
      urls.add(String.valueOf(image));
    }
    return new TiktokSandboxSource(List.copyOf(urls), PULLED, 0, 0);
  }

  private static JsonObject source(Call call) {
    JsonObject body = call.json();
    if (body == null || !(body.getValue("source_info") instanceof JsonObject source)) {
      throw TiktokSandboxDialect.invalid(call, "The request source info is empty or incorrect");
    }
    return source;
  }

  private static TiktokSandboxSource upload(Call call, JsonObject source, long megabyte) {
    long size = number(source, "video_size");
    long chunk = number(source, "chunk_size");
    long chunks = number(source, "total_chunk_count");
    if (size <= 0 || size > LARGEST) {
      throw TiktokSandboxDialect.invalid(call, "The video size is invalid");
    }
    boolean whole = chunk == size;
    if (chunk <= 0
        || chunk > size
        || chunk > 64 * megabyte
        || (!whole && (chunk < 5 * megabyte || size < 5 * megabyte))
        || (chunks == 1 && !whole)) {
      throw TiktokSandboxDialect.invalid(call, "The chunk size is invalid");
    }
    if (chunks != size / chunk || chunks > MOST_CHUNKS) {
      throw TiktokSandboxDialect.invalid(call, "The total chunk count is invalid");
    }
    return new TiktokSandboxSource(List.of(), size, chunk, chunks);
  }

  private static long number(JsonObject source, String field) {
    Object value = source.getValue(field);
    return value instanceof Integer || value instanceof Long ? ((Number) value).longValue() : -1;
  }

  /** What the sandbox can reach counts as verified; of the rest no domain is. */
  private static void pullable(Call call, String url) {
    if (Site.reachable(url, call)) {
      return;
    }
    if (!NAMED.matcher(url).matches()) {
      throw TiktokSandboxDialect.invalid(call, "The url is invalid: https and a host's name");
    }
    throw TiktokSandboxDialect.refused(
        call,
        403,
        "url_ownership_unverified",
        "Please review our URL ownership verification rules at"
            + " https://developers.tiktok.com/doc/content-posting-api-media-transfer-guide");
  }
}
