package io.snshub.platform.youtube;

import io.snshub.sandbox.Call;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A {@code multipart/related} body: metadata, then media of which only the size is known.
 *
 * @param metadata the resource
 * @param type the media's content type
 * @param size how many bytes of media came
 * @param head the first of them
 */
record YoutubeSandboxRelated(JsonObject metadata, String type, long size, Buffer head) {
  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
  private static final Pattern TYPE = Pattern.compile("(?i)content-type:\\s*(\\S+)");
  private static final Pattern LENGTH = Pattern.compile("(?i)content-length:\\s*(\\d{1,15})");
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
    String mediaHead = head.substring(jsonEnd, media);
    int mediaEnd = head.indexOf(delimiter, media);
    long whole = call.size() + 2;
    long end = mediaEnd >= 0 ? mediaEnd : whole - delimiter.length() - 2;
    // a long part's end is not kept; what it says about itself is exact
    String told = group(LENGTH, mediaHead, "");
    long size = told.isEmpty() ? end - media : Long.parseLong(told);
    try {
      byte[] text = head.substring(json, jsonEnd).getBytes(StandardCharsets.ISO_8859_1);
      return new YoutubeSandboxRelated(
          new JsonObject(new String(text, StandardCharsets.UTF_8)),
          group(TYPE, mediaHead, "application/octet-stream"),
          size,
          call.body().slice(media - 2, call.body().length()));
    } catch (DecodeException e) {
      return null;
    }
  }

  private static String group(Pattern pattern, String text, String absent) {
    Matcher found = pattern.matcher(text);
    return found.find() ? found.group(1) : absent;
  }

  private static int after(String text, String sought, int from) {
    int at = from < 0 ? -1 : text.indexOf(sought, from);
    return at < 0 ? -1 : at + sought.length();
  }
}
