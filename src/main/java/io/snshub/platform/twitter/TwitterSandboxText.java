package io.snshub.platform.twitter;

import com.twitter.twittertext.Extractor;
import com.twitter.twittertext.Extractor.Entity;
import com.twitter.twittertext.TwitterTextParser;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text as X gives it back: links shortened, markup escaped, attached media linked at its end.
 *
 * @param shown the text
 * @param entities what X found in it, by kind
 */
record TwitterSandboxText(String shown, JsonObject entities) {
  private static final int MOST = 280;

  static TwitterSandboxText of(long id, String text, List<String> mediaKeys) {
    Writer writer = new Writer(id);
    int end = 0;
    List<Entity> links =
        TwitterPlain.counted(text) ? List.of() : new Extractor().extractURLsWithIndices(text);
    for (Entity url : links) {
      writer.plain(text.substring(end, url.getStart()));
      writer.link(expanded(url.getValue()), url.getValue(), null);
      end = url.getEnd();
    }
    writer.plain(text.substring(end));
    if (!mediaKeys.isEmpty()) {
      writer.media(text.isEmpty(), mediaKeys);
    }
    return new TwitterSandboxText(writer.shown.toString(), writer.entities());
  }

  /** The text has at most 280 weighted characters, links counting 23. */
  static boolean fits(String text) {
    return TwitterPlain.counted(text)
        ? text.length() <= MOST
        : TwitterTextParser.parseTweet(text).isValid;
  }

  static int cashtags(String text) {
    return TwitterPlain.untagged(text) ? 0 : new Extractor().extractCashtags(text).size();
  }

  private static String expanded(String url) {
    return url.matches("(?i)https?://.*") ? url : "http://" + url;
  }

  private static final class Writer {
    private final long id;
    private final StringBuilder shown = new StringBuilder();
    private final JsonArray urls = new JsonArray();

    Writer(long id) {
      this.id = id;
    }

    void plain(String text) {
      shown.append(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    }

    void media(boolean alone, List<String> keys) {
      shown.append(alone ? "" : " ");
      String kind = keys.get(0).startsWith("3_") ? "photo" : "video";
      String page = TwitterSandboxTweet.permalink(id) + "/" + kind + "/1";
      link(page, "pic.x.com/" + shortName(99), keys.get(0));
    }

    void link(String expanded, String display, @Nullable String mediaKey) {
      String shortened = "https://t.co/" + shortName(urls.size());
      int start = shown.codePointCount(0, shown.length());
      JsonObject url =
          new JsonObject()
              .put("start", start)
              .put("end", start + shortened.length())
              .put("url", shortened)
              .put("expanded_url", expanded)
              .put("display_url", display.replaceFirst("^https?://", ""));
      urls.add(mediaKey == null ? url : url.put("media_key", mediaKey));
      shown.append(shortened);
    }

    JsonObject entities() {
      JsonObject entities = new JsonObject();
      if (!urls.isEmpty()) {
        entities.put("urls", urls);
      }
      String text = shown.toString();
      if (!TwitterPlain.untagged(text)) {
        Extractor extractor = new Extractor();
        put(entities, "hashtags", "tag", text, extractor.extractHashtagsWithIndices(text));
        put(entities, "cashtags", "tag", text, extractor.extractCashtagsWithIndices(text));
        put(
            entities,
            "mentions",
            "username",
            text,
            extractor.extractMentionedScreennamesWithIndices(text));
      }
      return entities;
    }

    private static void put(
        JsonObject entities, String kind, String name, String text, List<Entity> found) {
      JsonArray list = new JsonArray();
      for (Entity entity : found) {
        list.add(
            new JsonObject()
                .put("start", text.codePointCount(0, entity.getStart()))
                .put("end", text.codePointCount(0, entity.getEnd()))
                .put(name, entity.getValue()));
      }
      if (!list.isEmpty()) {
        entities.put(kind, list);
      }
    }

    private String shortName(int index) {
      String name = Long.toString(id * 128 + index, 36);
      return name.substring(Math.max(0, name.length() - 10));
    }
  }
}
