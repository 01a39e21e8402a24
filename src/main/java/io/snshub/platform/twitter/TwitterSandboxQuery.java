package io.snshub.platform.twitter;

import io.snshub.sandbox.Call;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Query parameters of X's reads, refused when they make no sense. */
final class TwitterSandboxQuery {
  private static final long LARGEST = Long.MAX_VALUE;
  private static final String ALL =
      "article article_title attachments author_id card_uri community_id "
          + "context_annotations conversation_id created_at display_text_range "
          + "edit_controls edit_history_tweet_ids edit_history_post_ids entities "
          + "geo id in_reply_to_user_id lang matched_media_notes media_metadata "
          + "non_public_metrics note_request_suggestions note_tweet note_post "
          + "organic_metrics paid_partnership possibly_sensitive promoted_metrics "
          + "public_metrics referenced_tweets referenced_posts reply_settings "
          + "scopes source suggested_source_links "
          + "suggested_source_links_with_counts text username withheld";
  private static final Set<String> FIELDS = new TreeSet<>(List.of(ALL.split(" ")));

  private TwitterSandboxQuery() {}

  /** Returns the id that everything wanted lies below. */
  static long below(Call call) {
    return Math.min(id(call, "until_id", LARGEST), page(call));
  }

  static List<String> ids(Call call) {
    String ids = call.query("ids");
    if (ids == null || !ids.matches("\\d{1,19}(,\\d{1,19}){0,99}")) {
      throw TwitterSandboxDialect.invalid(
          "ids", String.valueOf(ids), "ids: 1 to 100 ids with commas between them expected");
    }
    return List.of(ids.split(","));
  }

  /** Returns the fields of a post that are wanted, by either name of the parameter. */
  static Set<String> fields(Call call) {
    Set<String> fields = new LinkedHashSet<>(list(call, "tweet.fields"));
    fields.addAll(list(call, "post.fields"));
    return fields;
  }

  /** Refuses fields that no post has. */
  static void known(Call call) {
    for (String field : fields(call)) {
      if (!FIELDS.contains(field)) {
        throw TwitterSandboxDialect.invalid(
            "tweet.fields",
            field,
            "The `tweet.fields` query parameter value [" + field + "] is not one of " + FIELDS);
      }
    }
  }

  static Set<String> list(Call call, String name) {
    String value = call.query(name);
    return value == null || value.isBlank()
        ? Set.of()
        : new LinkedHashSet<>(Arrays.asList(value.split(",")));
  }

  static int max(Call call, int least) {
    String max = call.query("max_results");
    if (max == null) {
      return 10;
    }
    int number = max.matches("\\d{1,3}") ? Integer.parseInt(max) : 0;
    if (number < least || number > 100) {
      throw TwitterSandboxDialect.invalid(
          "max_results",
          max,
          "The `max_results` query parameter value ["
              + max
              + "] is not between "
              + least
              + " and 100");
    }
    return number;
  }

  static long id(Call call, String name, long absent) {
    String id = call.query(name);
    if (id == null) {
      return absent;
    }
    if (!id.matches("\\d{1,18}|[0-8]\\d{18}")) {
      throw TwitterSandboxDialect.invalid(
          name, id, "The `" + name + "` query parameter value [" + id + "] is not valid");
    }
    return Long.parseLong(id);
  }

  private static long page(Call call) {
    String token = call.query("pagination_token");
    if (token == null) {
      token = call.query("next_token");
    }
    try {
      return token == null ? LARGEST : Long.parseLong(token, 36);
    } catch (NumberFormatException e) {
      throw TwitterSandboxDialect.invalid("pagination_token", token, "unknown pagination token");
    }
  }

  static Instant time(Call call, String name, Instant absent) {
    String time = call.query(name);
    try {
      return time == null ? absent : Instant.parse(time);
    } catch (DateTimeParseException e) {
      throw TwitterSandboxDialect.invalid(
          name,
          String.valueOf(time),
          "The `" + name + "` query parameter value [" + time + "] is not a valid RFC3339 date");
    }
  }

  /** Returns a time that has to be named. */
  static Instant needed(Call call, String name) {
    if (call.query(name) == null) {
      throw TwitterSandboxDialect.invalid(
          name, "", "The `" + name + "` query parameter can not be empty");
    }
    return time(call, name, Instant.EPOCH);
  }
}
