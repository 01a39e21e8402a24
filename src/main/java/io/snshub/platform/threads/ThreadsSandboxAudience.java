package io.snshub.platform.threads;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counters of the profile: by day, in total, by link, or by who follows. */
final class ThreadsSandboxAudience {
  private static final long EARLIEST = 1_712_991_600L;
  private static final int LONGEST = 400;

  private static final Map<String, String> METRICS =
      Map.of(
          "views", "The number of times your profile was viewed.",
          "likes", "The number of likes on your posts.",
          "replies", "The number of replies on your posts.",
          "reposts", "The number of times your posts were reposted.",
          "quotes", "The number of times your posts were quoted.",
          "clicks", "The number of times users clicked on a link.",
          "followers_count", "This is your total number of followers on Threads.",
          "follower_demographics", "The demographic characteristics of your followers.");

  private static final Map<String, List<String>> BREAKDOWNS =
      Map.of(
          "country", List.of("GB", "US", "DE"),
          "city", List.of("London, England", "Leeds, England"),
          "age", List.of("18-24", "25-34", "35-44"),
          "gender", List.of("F", "M", "U"));

  private final ThreadsSandboxPosts posts;

  ThreadsSandboxAudience(ThreadsSandboxPosts posts) {
    this.posts = posts;
  }

  Reply answer(Call call) {
    ThreadsSandbox.wantAccount(call);
    Set<String> asked = ThreadsSandboxInsights.metrics(call, METRICS.keySet());
    Instant today = call.at().truncatedTo(ChronoUnit.DAYS);
    Instant since = time(call, "since", today.minus(Duration.ofDays(1)));
    Instant until = time(call, "until", call.at());
    if (!since.isBefore(until)) {
      throw ThreadsSandboxRefusals.invalid("Param since must be less than until.");
    }
    JsonArray data = new JsonArray();
    for (String name : asked) {
      if (name.equals("follower_demographics") && call.input("breakdown") == null) {
        // the platform's own collection of calls asks for it so, and gets the rest
        continue;
      }
      JsonObject metric =
          new JsonObject()
              .put("name", name)
              .put("period", "day")
              .put("title", name)
              .put("description", METRICS.get(name));
      fill(metric, name, call, since, until);
      data.add(metric.put("id", ThreadsSandbox.ACCOUNT + "/insights/" + name + "/day"));
    }
    return Reply.json(200, new JsonObject().put("data", data));
  }

  private void fill(JsonObject metric, String name, Call call, Instant since, Instant until) {
    switch (name) {
      case "views" -> metric.put("values", views(since, until));
      case "clicks" -> metric.put("link_total_values", clicks(call.at()));
      case "followers_count" -> metric.put("total_value", new JsonObject().put("value", 1_234));
      case "follower_demographics" -> metric.put("total_value", followers(call));
      default -> metric.put("total_value", new JsonObject().put("value", sum(name, call.at())));
    }
  }

  /** Each day gets the views of the posts that went up on it. */
  private JsonArray views(Instant since, Instant until) {
    JsonArray days = new JsonArray();
    Instant day = since.truncatedTo(ChronoUnit.DAYS);
    for (int i = 0; i < LONGEST && day.isBefore(until); i++) {
      Instant from = day;
      Instant to = day.plus(Duration.ofDays(1));
      long value =
          posts.all().newestFirst().stream()
              .filter(post -> !post.at().isBefore(from) && post.at().isBefore(to))
              .mapToLong(post -> ThreadsSandboxInsights.count(post, "views", until))
              .sum();
      days.add(
          new JsonObject()
              .put("value", value)
              .put("end_time", ThreadsSandboxFields.TIME.format(to.plus(Duration.ofHours(7)))));
      day = to;
    }
    return days;
  }

  private JsonArray clicks(Instant now) {
    JsonArray links = new JsonArray();
    for (ThreadsSandboxPost post : posts.all().newestFirst()) {
      if (links.size() == 10) {
        break;
      }
      for (String link : ThreadsSandboxText.links(post.draft().text())) {
        long value = ThreadsSandboxInsights.count(post, "clicks", now);
        links.add(new JsonObject().put("value", value).put("link_url", link));
      }
    }
    return links;
  }

  private long sum(String name, Instant now) {
    return posts.all().newestFirst().stream()
        .mapToLong(post -> ThreadsSandboxInsights.count(post, name, now))
        .sum();
  }

  private static JsonObject followers(Call call) {
    String by = call.input("breakdown");
    List<String> values = by == null ? null : BREAKDOWNS.get(by);
    if (by == null || values == null) {
      throw ThreadsSandboxRefusals.invalid(
          "Param breakdown must be one of {country, city, age, gender}.");
    }
    JsonArray results = new JsonArray();
    int value = 700;
    for (String one : values) {
      results.add(
          new JsonObject().put("dimension_values", new JsonArray().add(one)).put("value", value));
      value /= 2;
    }
    JsonObject breakdown =
        new JsonObject().put("dimension_keys", new JsonArray().add(by)).put("results", results);
    return new JsonObject().put("breakdowns", new JsonArray().add(breakdown));
  }

  private static Instant time(Call call, String name, Instant absent) {
    String value = call.input(name);
    if (value == null || value.isEmpty()) {
      return absent;
    }
    @Nullable Long seconds = value.matches("\\d{1,12}") ? Long.valueOf(value) : null;
    if (seconds == null || seconds < EARLIEST) {
      throw ThreadsSandboxRefusals.invalid(
          "Param " + name + " must be a Unix timestamp not before " + EARLIEST + ".");
    }
    return Instant.ofEpochSecond(seconds);
  }
}
