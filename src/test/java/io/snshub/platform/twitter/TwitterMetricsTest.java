package io.snshub.platform.twitter;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.platform.CallHarness;
import io.snshub.platform.LaneWork;
import io.snshub.platform.Measurement;
import io.snshub.platform.Metric;
import io.snshub.platform.StubPlatform;
import io.snshub.post.Content;
import io.snshub.post.PublishFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TwitterMetricsTest {
  private static final String OPEN =
      "\"public_metrics\":{\"retweet_count\":2,\"quote_count\":3,\"reply_count\":4,"
          + "\"like_count\":5,\"bookmark_count\":6,\"impression_count\":700}";

  private final StubPlatform platform = new StubPlatform();
  private CallHarness hub;

  @BeforeEach
  void start() {
    hub = new CallHarness(Duration.ofMillis(600), List.of(new TwitterRoutes()));
  }

  @AfterEach
  void stop() {
    hub.close();
    platform.close();
  }

  @Test
  void reads_every_counter_that_x_tells() {
    platform.answers(
        StubPlatform.json(
            200,
            "{\"data\":[{\"id\":\"77\","
                + OPEN
                + ",\"non_public_metrics\":{\"url_link_clicks\":8,\"impression_count\":700}}],"
                + "\"includes\":{\"media\":[{\"public_metrics\":{\"view_count\":90}}]}}"));

    assertThat(measure())
        .isEqualTo(
            new Measurement.Measured(
                Map.of(
                    Metric.IMPRESSIONS, 700L,
                    Metric.SHARES, 5L,
                    Metric.COMMENTS, 4L,
                    Metric.LIKES, 5L,
                    Metric.SAVES, 6L,
                    Metric.CLICKS, 8L,
                    Metric.VIEWS, 90L)));
    assertThat(platform.seen()).hasSize(1);
  }

  @Test
  void understands_the_words_of_the_newest_description() {
    platform.answers(
        StubPlatform.json(
            200, "{\"data\":[{\"id\":\"77\",\"public_metrics\":{\"repost_count\":9}}]}"));

    assertThat(measure()).isEqualTo(new Measurement.Measured(Map.of(Metric.SHARES, 9L)));
  }

  @Test
  void asks_for_public_counters_alone_when_the_others_are_not_told() {
    for (int status : new int[] {400, 403}) {
      platform.answers(
          seen ->
              seen.target().contains("non_public")
                  ? StubPlatform.json(status, "{\"title\":\"Forbidden\",\"detail\":\"too old\"}")
                  : StubPlatform.json(200, "{\"data\":[{\"id\":\"77\"," + OPEN + "}]}"));

      assertThat(measure())
          .isInstanceOfSatisfying(
              Measurement.Measured.class,
              told ->
                  assertThat(told.values())
                      .containsEntry(Metric.LIKES, 5L)
                      .doesNotContainKey(Metric.CLICKS));
    }
  }

  @Test
  void says_why_there_are_no_counters() {
    platform.answers(
        StubPlatform.json(
            200,
            "{\"errors\":[{\"title\":\"Not Found Error\","
                + "\"type\":\"https://api.x.com/2/problems/resource-not-found\"}]}"));
    assertThat(failure()).isInstanceOf(PublishFailure.Permanent.class);
    assertThat(failure().code()).isEqualTo("post_gone");

    platform.answers(StubPlatform.json(200, "{\"data\":[{\"id\":\"78\"," + OPEN + "}]}"));
    assertThat(failure()).isInstanceOf(PublishFailure.Transient.class);

    platform.answers(StubPlatform.json(401, "{\"title\":\"Unauthorized\"}"));
    assertThat(failure()).isInstanceOf(PublishFailure.NeedsReauth.class);

    platform.answers(new StubPlatform.HangUp());
    assertThat(failure()).isInstanceOf(PublishFailure.Transient.class);
  }

  private PublishFailure failure() {
    return ((Measurement.Failed) measure()).failure();
  }

  private Measurement measure() {
    LaneWork work =
        new LaneWork(
            1,
            1,
            "twitter",
            new Content("x", null, List.of(), Map.of()),
            new LaneWork.Account(1, "42", "secret-token"),
            null,
            "77",
            1,
            null,
            Map.of("api", platform.url(), "token", platform.url()));
    return hub.send("direct:twitter-metrics", work, Measurement.class);
  }
}
