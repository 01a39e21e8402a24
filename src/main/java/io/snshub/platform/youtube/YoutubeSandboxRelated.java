package io.snshub.platform.youtube;

import io.snshub.sandbox.Call;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A {@code multipart/related} body: metadata, then media of which only the size is known. */
record YoutubeSandboxRelated(JsonObject metadata, long size) {
  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
  private static final String GAP = "\r\n\r\n";

  static @Nullable YoutubeSandboxRelated of(Call call) {
    Matcher found = BOUNDARY.matcher(String.valueOf(call.header("Content-Type")));
    if (!found.find()) {
      return null;
    }
    String delimiter = "\r\n--" + found.group(1);
    // one character a byte, so that places in the text are places in the body
    String head = "\r\n" + call.body().toString(StandardCharsets.ISO_8859_1.name());
    int json = after(head, GAP, head.indexOf(delimiter));
    int jsonEnd = json < 0 ? -1 : head.indexOf(delimiter, json);
    int media = after(head, GAP, jsonEnd);
    if (media < 0) {
      return null;
    }
    int mediaEnd = head.indexOf(delimiter, media);
    long whole = call.size() + 2;
    long end = mediaEnd >= 0 ? mediaEnd : whole - delimiter.length() - 2;
    try {
      byte[] text = head.substring(json, jsonEnd).getBytes(StandardCharsets.ISO_8859_1);
      return new YoutubeSandboxRelated(
          new JsonObject(new String(text, StandardCharsets.UTF_8)), end - media);
    } catch (DecodeException e) {
      return null;
    }
  }

  private static int after(String text, String sought, int from) {
    int at = from < 0 ? -1 : text.indexOf(sought, from);
    return at < 0 ? -1 : at + sought.length();
  }
}
