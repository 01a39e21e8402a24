package io.snshub.platform.facebook;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The Page's lists, newest first, by cursor. */
final class FacebookSandboxLists {
  private static final int MOST = 100;
  private static final Duration LAG = Duration.ofSeconds(30);

  /** One thing of a list: its place, its age and how it shows. */
  record Item(long number, Instant at, FacebookSandboxFields.Node node) {}

  private final FacebookSandboxStore store;
  private final BooleanSupplier lags;

  FacebookSandboxLists(FacebookSandboxStore store, BooleanSupplier lags) {
    this.store = store;
    this.lags = lags;
  }

  Reply feed(Call call) {
    return posts(call, post -> true);
  }

  Reply published(Call call) {
    return posts(call, post -> post.visible(call.at()));
  }

  Reply scheduled(Call call) {
    return posts(call, post -> post.scheduledAt() != null && !post.visible(call.at()));
  }

  Reply photos(Call call) {
    return page(
        call,
        items(
            store.photos(),
            photo -> photo.used(),
            photo -> new Item(photo.number(), photo.createdAt(), photo)));
  }

  Reply videos(Call call) {
    return videos(call, FacebookSandboxVideo.Kind.VIDEO);
  }

  Reply reels(Call call) {
    return videos(call, FacebookSandboxVideo.Kind.REEL);
  }

  Reply none(Call call) {
    FacebookSandboxStore.requirePage(call);
    return Reply.json(200, FacebookSandboxDialect.list(new JsonArray()));
  }

  private Reply videos(Call call, FacebookSandboxVideo.Kind kind) {
    return page(
        call,
        items(
            store.videos(),
            video -> video.kind() == kind && video.visible(call.at()),
            video -> new Item(video.number(), video.createdAt(), video)));
  }

  /** The lists of posts leave Reels out. */
  private Reply posts(Call call, Predicate<FacebookSandboxPost> wanted) {
    return page(
        call,
        items(
            store.posts(),
            post -> wanted.test(post) && listed(post, call.at()),
            post -> new Item(post.number(), post.createdAt(), post)));
  }

  private static boolean listed(FacebookSandboxPost post, Instant now) {
    FacebookSandboxVideo video = post.video();
    return video == null
        || (video.kind() == FacebookSandboxVideo.Kind.VIDEO
            && (video.visible(now) || !post.visible(now)));
  }

  private static <T> List<Item> items(
      Collection<T> all, Predicate<T> wanted, Function<T, Item> how) {
    return all.stream().filter(wanted).map(how).toList();
  }

  private Reply page(Call call, List<Item> all) {
    FacebookSandboxStore.requirePage(call);
    int limit = limit(call);
    Instant since = time(call, "since", Instant.MIN);
    Instant until = time(call, "until", Instant.MAX);
    Instant ripe = lags.getAsBoolean() ? call.at().minus(LAG) : Instant.MAX;
    Long below = cursor(call, "after");
    Long above = cursor(call, "before");
    List<Item> within =
        all.stream()
            .filter(item -> !item.at().isBefore(since) && !item.at().isAfter(until))
            .filter(item -> item.at().isBefore(ripe))
            .filter(item -> below == null || item.number() < below)
            .filter(item -> above == null || item.number() > above)
            .toList();
    boolean back = above != null && below == null;
    List<Item> shown = back ? last(within, limit) : first(within, limit);
    boolean more = within.size() > shown.size();
    return Reply.json(200, answer(call, shown, back || more, below != null || (back && more)));
  }

  private static JsonObject answer(Call call, List<Item> shown, boolean next, boolean previous) {
    JsonArray data = new JsonArray();
    shown.forEach(item -> data.add(FacebookSandboxFields.select(call, item.node())));
    JsonObject answer = FacebookSandboxDialect.list(data);
    if (shown.isEmpty()) {
      return answer;
    }
    String before = encode(shown.get(0).number());
    String after = encode(shown.get(shown.size() - 1).number());
    JsonObject paging =
        new JsonObject().put("cursors", new JsonObject().put("before", before).put("after", after));
    if (previous) {
      paging.put("previous", link(call, "before", before));
    }
    if (next) {
      paging.put("next", link(call, "after", after));
    }
    return answer.put("paging", paging);
  }

  /** As on the real platform the link works by itself: it carries the caller's token. */
  private static String link(Call call, String direction, String cursor) {
    Map<String, String> query = new TreeMap<>();
    for (String name : List.of("fields", "since", "until", "limit", "access_token")) {
      String value = call.input(name);
      if (value != null) {
        query.put(name, value);
      }
    }
    String token = call.bearer();
    if (token != null) {
      query.put("access_token", token);
    }
    query.put(direction, cursor);
    return call.root() + call.path() + "?" + io.snshub.platform.Answers.form(query);
  }

  private static List<Item> first(List<Item> items, int limit) {
    return items.subList(0, Math.min(limit, items.size()));
  }

  private static List<Item> last(List<Item> items, int limit) {
    List<Item> reversed = new ArrayList<>(items);
    Collections.reverse(reversed);
    List<Item> found = new ArrayList<>(first(reversed, limit));
    Collections.reverse(found);
    return found;
  }

  private static int limit(Call call) {
    Long limit = FacebookSandboxInput.number(call, "limit");
    if (limit == null) {
      return 25;
    }
    if (limit > MOST) {
      throw FacebookSandboxDialect.parameter("Param limit must be at most " + MOST);
    }
    return Math.max(1, limit.intValue());
  }

  private static Instant time(Call call, String name, Instant absent) {
    String text = call.input(name);
    Instant at = text == null ? absent : FacebookSandboxInput.instant(text);
    if (at == null) {
      throw FacebookSandboxDialect.parameter("Param " + name + " must be a valid time");
    }
    return at;
  }

  private static String encode(long number) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(("QVFI" + number).getBytes(StandardCharsets.US_ASCII));
  }

  private static @Nullable Long cursor(Call call, String name) {
    String cursor = call.input(name);
    if (cursor == null || cursor.isEmpty()) {
      return null;
    }
    try {
      String plain = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
      return Long.valueOf(plain.replaceFirst("^QVFI", ""));
    } catch (IllegalArgumentException e) {
      throw FacebookSandboxDialect.parameter("Invalid cursors values");
    }
  }
}
