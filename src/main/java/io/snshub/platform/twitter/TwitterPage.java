package io.snshub.platform.twitter;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Answers;
import io.snshub.platform.PlatformAnswer.Answered;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One page of an account's timeline, newest post first. An empty page has no {@code data}, so a
 * body without data is a page only if it says that there is nothing, or where to read on.
 *
 * @param posts what is on it; each has an id
 * @param newest the id of the first one, or null
 * @param next where to read on, or null after the last page
 */
record TwitterPage(List<JsonNode> posts, @Nullable String newest, @Nullable String next) {
  static final Pattern ID = Pattern.compile("[0-9]{1,19}");
  private static final Pattern TOKEN = Pattern.compile("[!-~]{1,500}");

  /** Reads a page, or returns null when this is none. */
  static @Nullable TwitterPage read(Answered answer) {
    JsonNode body = Answers.json(answer);
    JsonNode data = body.path("data");
    JsonNode meta = body.path("meta");
    String next = Answers.text(meta, "next_token", TOKEN);
    boolean nothing = data.isMissingNode() && meta.path("result_count").asInt(-1) == 0;
    boolean goesOn = data.isMissingNode() && next != null && !meta.has("result_count");
    if (!data.isArray() && !nothing && !goesOn) {
      return null;
    }
    boolean countOff = data.size() != meta.path("result_count").asInt(data.size());
    boolean nextOff = meta.has("next_token") && next == null;
    List<JsonNode> posts = new ArrayList<>();
    for (JsonNode post : data) {
      if (Answers.text(post, "id", ID) == null) {
        return null;
      }
      posts.add(post);
    }
    return countOff || nextOff ? null : page(posts, meta, next);
  }

  private static @Nullable TwitterPage page(
      List<JsonNode> posts, JsonNode meta, @Nullable String next) {
    String named = Answers.text(meta, "newest_id", ID);
    if (meta.has("newest_id") && named == null) {
      return null;
    }
    String first = posts.isEmpty() ? null : Answers.text(posts.get(0), "id", ID);
    return new TwitterPage(List.copyOf(posts), named == null ? first : named, next);
  }

  /** Ids grow with time. */
  static boolean newer(String id, @Nullable String than) {
    return than == null || new BigInteger(id).compareTo(new BigInteger(than)) > 0;
  }
}
