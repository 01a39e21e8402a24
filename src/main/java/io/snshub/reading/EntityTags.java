package io.snshub.reading;

import io.snshub.call.Answer;
import io.snshub.call.RequestContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers with an {@code ETag}, or 304 to who has this very answer already. */
final class EntityTags {
  private static final Pattern TAG = Pattern.compile("(?:W/)?(\"[^\"]*\")");

  private EntityTags() {}

  /**
   * Answers with a JSON document.
   *
   * @param tag names this state of it, with its quotes; weak ones with their {@code W/}
   */
  static Answer answer(RequestContext request, String tag, byte[] json) {
    boolean known = request.header("if-none-match").map(given -> names(given, tag)).orElse(false);
    return (known ? Answer.of(304, null) : Answer.ok(json)).header("ETag", tag);
  }

  /** RFC 9110, 13.1.2: a list of tags or {@code *}, compared without regard to weakness. */
  private static boolean names(String given, String tag) {
    if (given.strip().equals("*")) {
      return true;
    }
    String opaque = tag.startsWith("W/") ? tag.substring(2) : tag;
    Matcher tags = TAG.matcher(given);
    while (tags.find()) {
      if (tags.group(1).equals(opaque)) {
        return true;
      }
    }
    return false;
  }

  /** Returns a tag that is another for another content. */
  static String of(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return "\"" + HexFormat.of().formatHex(digest, 0, 12) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns a weak tag that is another for another text. */
  static String weak(String text) {
    return "W/" + of(text.getBytes(StandardCharsets.UTF_8));
  }
}
