package io.snshub.sandbox.telegram;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.RefusedCall;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Shelf;
import io.snshub.sandbox.Site;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Files: brought in a form, fetched from an address, or sent before and named by their id. */
final class TelegramFiles {
  private static final int CAPACITY = 10_000;
  private static final long LARGEST = 50L << 20;
  private static final long LARGEST_PHOTO = 10L << 20;

  /** What each kind of file must tell beside its ids. */
  private static final Map<String, JsonObject> TRAITS =
      Map.of(
          "video", new JsonObject().put("width", 1280).put("height", 720).put("duration", 10),
          "animation", new JsonObject().put("width", 480).put("height", 270).put("duration", 3),
          "audio", new JsonObject().put("duration", 60),
          "voice", new JsonObject().put("duration", 5),
          "video_note", new JsonObject().put("length", 240).put("duration", 10),
          "sticker",
              new JsonObject()
                  .put("type", "regular")
                  .put("width", 512)
                  .put("height", 512)
                  .put("is_animated", false)
                  .put("is_video", false),
          "document", new JsonObject());

  private record File(long number, String kind, long size, @Nullable String name) {}

  private final Shelf<Long, File> files = new Shelf<>(CAPACITY);
  private long last;

  /** Returns what a message shows of a file, by the kind's own shape. */
  Object taken(Call call, String kind) {
    return taken(call, kind, call.input(kind), kind);
  }

  /** Returns the same for a file that a list names. */
  Object taken(Call call, String kind, @Nullable String given, String part) {
    File file = file(call, kind, given, part);
    if (kind.equals("photo")) {
      JsonArray sizes = new JsonArray();
      for (int width : new int[] {90, 320, 1280}) {
        sizes.add(
            ids(file, width)
                .put("width", width)
                .put("height", width * 3 / 4)
                .put("file_size", Math.max(1, file.size * width / 1280)));
      }
      return sizes;
    }
    JsonObject shown = ids(file, 0).mergeIn(TRAITS.get(kind)).put("file_size", file.size);
    if (file.name != null && !kind.matches("sticker|voice|video_note")) {
      shown.put("file_name", file.name);
    }
    return shown;
  }

  Reply describe(Call call) {
    File file = named(call.input("file_id"));
    if (file == null) {
      throw TelegramDialect.bad("invalid file_id");
    }
    return TelegramChats.ok(ids(file, 0).put("file_size", file.size).put("file_path", path(file)));
  }

  /** Files are only counted, so their bytes are zeros. */
  Reply download(Call call) {
    for (File file : files.newestFirst()) {
      if (path(file).equals(call.param("kind") + "/" + call.param("name"))) {
        return Reply.of(
            200,
            "application/octet-stream",
            Buffer.buffer(new byte[(int) Math.min(file.size, 1 << 20)]));
      }
    }
    return TelegramDialect.error(404, "Not Found");
  }

  void clear() {
    files.clear();
  }

  private File file(Call call, String kind, @Nullable String given, String part) {
    String name = given != null && given.startsWith("attach://") ? given.substring(9) : part;
    for (Call.Part brought : call.parts()) {
      if (brought.name().equals(name)) {
        return keep(kind, brought.size(), brought.filename());
      }
    }
    if (given == null || given.isBlank() || given.startsWith("attach://")) {
      throw TelegramDialect.bad("there is no " + kind.replace('_', ' ') + " in the request");
    }
    if (given.matches("https?://.*")) {
      if (!Site.reachable(given, call)) {
        throw TelegramDialect.bad("failed to get HTTP URL content");
      }
      return keep(kind, 100_000, given.replaceAll("[?#].*|.*/", ""));
    }
    File known = named(given);
    if (known == null) {
      throw TelegramDialect.bad(
          "wrong remote file identifier specified: Wrong character in the string");
    }
    if (!known.kind.equals(kind)) {
      throw TelegramDialect.bad("type of file mismatch");
    }
    return known;
  }

  private File keep(String kind, long size, @Nullable String name) {
    if (size > LARGEST) {
      throw new RefusedCall(TelegramDialect.error(413, "Request Entity Too Large"));
    }
    if (size == 0) {
      throw TelegramDialect.bad("file must be non-empty");
    }
    if (kind.equals("photo") && size > LARGEST_PHOTO) {
      throw TelegramDialect.bad("file is too big");
    }
    File file = new File(++last, kind, size, name == null || name.isEmpty() ? null : name);
    files.put(file.number, file);
    return file;
  }

  private @Nullable File named(@Nullable String id) {
    if (id == null) {
      return null;
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(id), StandardCharsets.UTF_8);
      return text.matches("file:\\d{1,18}:\\d{1,5}")
          ? files.get(Long.parseLong(text.split(":")[1]))
          : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static JsonObject ids(File file, int size) {
    String text = "file:" + file.number + ":" + size;
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new JsonObject()
        .put("file_id", Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))
        .put("file_unique_id", "AQAD" + Long.toString(file.number, 36) + "x" + size);
  }

  private static String path(File file) {
    String ending =
        file.name != null && file.name.contains(".") ? file.name.replaceAll(".*\\.", ".") : "";
    return file.kind + "s/file_" + file.number + ending;
  }
}
