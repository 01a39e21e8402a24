package io.snshub.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.HubClient;
import io.snshub.HubTest;
import io.snshub.accounts.ConnectedAccount;
import io.snshub.platform.PlatformCatalog;
import io.snshub.store.Sql;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was counted, over posts and platforms, as a user sees it. */
@HubTest
@Tag("both-databases")
class AnalyticsApiTest {
  private static final String SUMMARY = "/api/sns/analytics/summary";
  private static final String SERIES = "/api/sns/analytics/timeseries";

  @Autowired private Environment environment;
  @Autowired private ApplicationContext context;
  @Autowired private PlatformCatalog catalog;
  @Autowired private JdbcClient jdbc;
  private HubClient hub;
  private HubClient owner;
  private long user;

  @BeforeEach
  void open() {
    HubClient admin = HubClient.of(environment);
    hub = admin;
    user = admin.post("/api/sns/users", Map.of("name", "counted")).number("user_id");
    catalog.profiles().stream()
        .filter(platform -> platform.name().matches("twitter|linkedin"))
        .forEach(platform -> ConnectedAccount.of(context, user, platform));
    owner = admin.as(admin.post("/api/sns/keys", Map.of("user_id", user)).text("key"));
  }

  @AfterEach
  void clear() {
    hub.clearFaults();
  }

  private long account(String platform) {
    return jdbc.sql("select id from account where user_id = ? and platform = ?")
        .params(user, platform)
        .query(Long.class)
        .single();
  }

  private void tally(String platform, String span, Instant at, long views, long likes) {
    jdbc.sql(
            "insert into analytics_tally (user_id, span, starts_at, platform, account_id, posts,"
                + " publications, impressions, reach, views, likes, comments, shares, saves, clicks,"
                + " watch_seconds, created_at) values (?, ?, ?, ?, ?, 0, 1, ?, 0, ?, ?, 0, 0, 0, 0,"
                + " 0, ?)")
        .params(user, span, Sql.at(at), platform, account(platform), views, views, likes)
        .param(Sql.at(at))
        .update();
  }

  private void gained(String platform, Instant at, long views, long likes) {
    tally(platform, "hour", at.truncatedTo(ChronoUnit.HOURS), views, likes);
    tally(platform, "day", at.truncatedTo(ChronoUnit.DAYS), views, likes);
  }

  private static String range(String from, String to) {
    return "?from=" + from + "&to=" + to;
  }

  @Test
  void sums_up_what_platforms_told_of_posts_that_were_published() {
    long first = owner.publish(HubClient.text("both"), List.of("twitter", "linkedin"));
    owner.awaitStatus(first, "published");
    long second = owner.publish(HubClient.text("one"), List.of("twitter"));
    owner.awaitStatus(second, "published");
    MeasureNow.of(context, first);
    MeasureNow.of(context, second);

    JsonNode summary =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () -> owner.get(SUMMARY).body(),
                body ->
                    body.path("total_publications").asLong() == 3
                        && measured(first) + measured(second) == 3);

    assertThat(summary.path("total_posts").asLong()).isEqualTo(2);
    JsonNode one = owner.get("/api/sns/posts/" + first + "/analytics").body();
    JsonNode other = owner.get("/api/sns/posts/" + second + "/analytics").body();
    summary = owner.get(SUMMARY).body();
    for (String total : List.of("total_impressions", "total_engagements", "total_reach")) {
      assertThat(summary.path(total).asLong())
          .as(total)
          .isEqualTo(one.path(total).asLong() + other.path(total).asLong());
    }
    assertThat(summary.path("total_impressions").asLong()).isPositive();
    assertThat(summary.path("platforms").path("twitter").path("publications").asLong())
        .isEqualTo(2);
    assertThat(summary.path("platforms").path("linkedin").path("publications").asLong())
        .isEqualTo(1);
    assertThat(summary.path("top_posts")).hasSize(2);
    assertThat(owner.get(SUMMARY + "?limit=1").body().path("top_posts")).hasSize(1);
    JsonNode twitter = owner.get(SUMMARY + "?platform=x").body();
    assertThat(twitter.path("total_posts").asLong()).isEqualTo(2);
    assertThat(twitter.path("platforms")).hasSize(1);
    JsonNode series = owner.get(SERIES + "?metric=impressions").body();
    assertThat(series.path("total").asLong()).isEqualTo(summary.path("total_impressions").asLong());
    assertThat(owner.get(SERIES + "?metric=posts&interval=hour").body().path("total").asLong())
        .isEqualTo(2);
  }

  private long measured(long post) {
    return jdbc.sql(
            "select count(*) from analytics_entry where post_id = ? and collected_at is not null")
        .param(post)
        .query(Long.class)
        .single();
  }

  @Test
  void publishing_goes_on_while_looks_are_refused() {
    hub.fault("twitter", "metrics", "rate_limit", "times", 50, "retry_after", 900);
    long first = owner.publish(HubClient.text("first"), List.of("twitter"));
    owner.awaitStatus(first, "published");
    MeasureNow.of(context, first);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                jdbc.sql("select failures from analytics_entry where post_id = ?")
                        .param(first)
                        .query(Integer.class)
                        .single()
                    > 0);

    long second = owner.publish(HubClient.text("second"), List.of("twitter"));

    assertThat(owner.awaitStatus(second, "published", "failed").text("status"))
        .isEqualTo("published");
  }

  @Test
  void a_series_has_no_gaps_and_ends_where_the_future_begins() {
    Instant day = Instant.parse("2026-02-02T00:00:00Z");
    gained("twitter", day.plus(Duration.ofHours(3)), 5, 1);
    gained("linkedin", day.plus(Duration.ofHours(51)), 7, 2);

    JsonNode days =
        owner
            .get(SERIES + range("2026-02-01T00:00:00Z", "2026-02-06T00:00:00Z") + "&metric=views")
            .body();

    assertThat(days.path("points").findValuesAsText("value"))
        .containsExactly("0", "5", "0", "7", "0");
    assertThat(days.path("total").asLong()).isEqualTo(12);
    JsonNode future =
        owner
            .get(SERIES + range("2098-12-31T00:00:00Z", "2099-01-01T00:00:00Z") + "&metric=likes")
            .body();
    assertThat(future.path("points")).hasSize(1);
    assertThat(future.path("points").get(0).path("value").isNumber()).isFalse();
  }

  @Test
  void days_begin_in_the_zone_that_is_asked_for() {
    gained("twitter", Instant.parse("2026-03-28T23:00:00Z"), 5, 0);
    gained("twitter", Instant.parse("2026-03-29T21:00:00Z"), 7, 0);
    gained("twitter", Instant.parse("2026-03-30T22:00:00Z"), 9, 0);

    JsonNode days =
        owner
            .get(
                SERIES
                    + range("2026-03-28T23:00:00Z", "2026-03-31T22:00:00Z")
                    + "&metric=views&zone=Europe/Berlin")
            .body();

    // the second of them has 23 hours
    assertThat(days.path("points").findValuesAsText("at"))
        .containsExactly("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z", "2026-03-30T22:00:00Z");
    assertThat(days.path("points").findValuesAsText("value")).containsExactly("12", "0", "9");
    JsonNode weeks =
        owner
            .get(
                SERIES
                    + range("2026-03-23T00:00:00Z", "2026-04-05T00:00:00Z")
                    + "&metric=views&interval=week")
            .body();
    assertThat(weeks.path("points").findValuesAsText("value")).containsExactly("12", "9");
  }

  @Test
  void a_summary_is_made_of_whole_days_and_of_hours_at_its_ends() {
    Instant day = Instant.parse("2026-02-02T00:00:00Z");
    gained("twitter", day.minus(Duration.ofHours(1)), 1, 0);
    gained("twitter", day.plus(Duration.ofHours(5)), 10, 0);
    gained("twitter", day.plus(Duration.ofHours(50)), 100, 0);

    assertThat(impressions("2026-02-01T22:00:00Z", "2026-02-04T03:00:00Z")).isEqualTo(111);
    assertThat(impressions("2026-02-02T00:00:00Z", "2026-02-04T02:00:00Z")).isEqualTo(10);
    assertThat(impressions("2026-02-02T00:00:00Z", "2026-02-04T02:00:01Z")).isEqualTo(110);
    assertThat(impressions("2026-02-02T06:00:00Z", "2026-02-02T07:00:00Z")).isZero();
    assertThat(impressions("2026-02-02T05:30:00Z", "2026-02-02T05:40:00Z")).isEqualTo(10);
  }

  private long impressions(String from, String to) {
    return owner.get(SUMMARY + range(from, to)).number("total_impressions");
  }

  @Test
  void a_key_for_some_accounts_sees_their_numbers_only() {
    gained("twitter", Instant.parse("2026-02-02T05:00:00Z"), 10, 0);
    gained("linkedin", Instant.parse("2026-02-02T05:00:00Z"), 100, 0);
    HubClient narrow =
        owner.as(
            owner
                .post(
                    "/api/sns/keys",
                    Map.of("name", "narrow", "account_ids", List.of(account("twitter"))))
                .text("key"));
    String month = range("2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z");

    assertThat(narrow.get(SUMMARY + month).number("total_impressions")).isEqualTo(10);
    assertThat(narrow.get(SERIES + month + "&metric=views").number("total")).isEqualTo(10);
    assertThat(narrow.get(SUMMARY + month + "&platform=linkedin").number("total_impressions"))
        .isZero();
    assertThat(owner.get(SUMMARY + month).number("total_impressions")).isEqualTo(110);
    assertThat(hub.get(SUMMARY + month).toString()).doesNotContain("\"total_impressions\":110");
  }

  @Test
  void says_what_is_wrong_with_a_question() {
    refused(SUMMARY + range("2026-02-02T00:00:00Z", "2026-02-01T00:00:00Z"), "from", "not before");
    refused(SUMMARY + range("2024-01-01T00:00:00Z", "2026-02-01T00:00:00Z"), "from", "at most 366");
    refused(SUMMARY + "?platform=myspace", "platform", "myspace is none of");
    refused(SERIES + "?metric=happiness", "metric", "must be one of");
    refused(SERIES + "?metric=likes&zone=Mars", "zone", "Mars");
    refused(SERIES + "?metric=likes&interval=year", "interval", "must be one of");
    refused(
        SERIES
            + range("2026-01-01T00:00:00Z", "2026-03-01T00:00:00Z")
            + "&metric=likes&interval=hour",
        "from",
        "at most 744");
    refused(
        SERIES + range("1990-01-01T00:00:00Z", "2100-01-01T00:00:00Z") + "&metric=likes",
        "from",
        "at most 366");
  }

  private void refused(String question, String field, String message) {
    HubClient.Reply reply = owner.get(question);

    assertThat(reply.status()).as(question).isEqualTo(400);
    JsonNode error = reply.body().path("errors").get(0);
    assertThat(error.path("field").asText()).isEqualTo(field);
    assertThat(error.path("message").asText()).contains(message);
  }
}
