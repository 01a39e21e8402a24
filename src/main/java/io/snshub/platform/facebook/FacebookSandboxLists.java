package io.snshub.platform.facebook;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Reply;
import io.vertx.core.json.JsonArray;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;

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
    return Reply.json(200, FacebookSandboxAnswers.list(new JsonArray()));
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
    Long below = FacebookSandboxPaging.cursor(call, "after");
    Long above = FacebookSandboxPaging.cursor(call, "before");
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
    return Reply.json(
        200,
        FacebookSandboxPaging.answer(call, shown, back || more, below != null || (back && more)));
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
      throw FacebookSandboxAnswers.parameter("Param limit must be at most " + MOST);
    }
    return Math.max(1, limit.intValue());
  }

  private static Instant time(Call call, String name, Instant absent) {
    String text = call.input(name);
    Instant at = text == null ? absent : FacebookSandboxInput.instant(text, call.at());
    if (at == null) {
      throw FacebookSandboxAnswers.parameter("Param " + name + " must be a valid time");
    }
    return at;
  }
}
