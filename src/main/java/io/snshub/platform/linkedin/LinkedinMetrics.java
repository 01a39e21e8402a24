package io.snshub.platform.linkedin;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Answers;
import io.snshub.platform.LaneWork;
import io.snshub.platform.Measurement;
import io.snshub.platform.Metric;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import io.snshub.post.PublishFailure;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/** What LinkedIn counts: all at once for a page's post, one metric a call for a member's. */
final class LinkedinMetrics {
  private static final Map<String, Metric> OF_PAGE =
      Map.of(
          "impressionCount", Metric.IMPRESSIONS,
          "uniqueImpressionsCount", Metric.REACH,
          "clickCount", Metric.CLICKS,
          "likeCount", Metric.LIKES,
          "commentCount", Metric.COMMENTS,
          "shareCount", Metric.SHARES);
  private static final Map<String, Metric> OF_MEMBER = new LinkedHashMap<>();

  static {
    OF_MEMBER.put("IMPRESSION", Metric.IMPRESSIONS);
    OF_MEMBER.put("MEMBERS_REACHED", Metric.REACH);
    OF_MEMBER.put("REACTION", Metric.LIKES);
    OF_MEMBER.put("COMMENT", Metric.COMMENTS);
    OF_MEMBER.put("RESHARE", Metric.SHARES);
  }

  private LinkedinMetrics() {}

  /**
   * How far the reading has come.
   *
   * @param values what was told so far
   * @param left what is still to be asked; a page's post has one question, without a name
   * @param failed why it ended, or null
   */
  record Reading(
      Map<Metric, Long> values, List<String> left, Measurement.@Nullable Failed failed) {}

  static Reading begin(@Variable("work") LaneWork work) {
    boolean member = LinkedinAuthor.of(work).member();
    return new Reading(Map.of(), member ? List.copyOf(OF_MEMBER.keySet()) : List.of(""), null);
  }

  static boolean more(@Variable("reading") Reading reading) {
    return reading.failed() == null && !reading.left().isEmpty();
  }

  static PlatformRequest question(
      @Variable("work") LaneWork work, @Variable("reading") Reading reading) {
    String urn = Objects.requireNonNull(work.platformPostId());
    boolean share = urn.startsWith("urn:li:share:");
    String metric = reading.left().get(0);
    String path =
        metric.isEmpty()
            ? "/rest/organizationalEntityShareStatistics?q=organizationalEntity"
                + "&organizationalEntity="
                + Answers.encode(LinkedinAuthor.of(work).urn())
                + (share ? "&shares=List(" : "&ugcPosts=List(")
                + Answers.encode(urn)
                + ")"
            : "/rest/memberCreatorPostAnalytics?q=entity&entity="
                + (share ? "(share:" : "(ugc:")
                + Answers.encode(urn)
                + ")&queryType="
                + metric
                + "&aggregation=TOTAL";
    return PlatformRequest.of("GET", work.api() + path)
        .header("X-RestLi-Method", "FINDER")
        .bearer(work.account().accessToken());
  }

  static Reading told(@Body PlatformAnswer answer, @Variable("reading") Reading reading) {
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return failed(reading, new Measurement.Failed(failure(answer)));
    }
    JsonNode elements = Answers.json(answered).path("elements");
    if (!elements.isArray()) {
      return failed(
          reading,
          new Measurement.Failed(LinkedinErrors.unreadable("the statistics are unreadable")));
    }
    Map<Metric, Long> values = new EnumMap<>(Metric.class);
    values.putAll(reading.values());
    String metric = reading.left().get(0);
    // a post that nothing has happened to is left out
    JsonNode first = elements.path(0);
    if (metric.isEmpty()) {
      JsonNode totals = first.path("totalShareStatistics");
      OF_PAGE.forEach((name, to) -> put(values, to, totals.path(name), elements.isEmpty()));
    } else {
      Metric to = Objects.requireNonNull(OF_MEMBER.get(metric));
      put(values, to, first.path("count"), elements.isEmpty());
    }
    List<String> left = reading.left().subList(1, reading.left().size());
    return new Reading(values, List.copyOf(left), null);
  }

  /** Statistics have scopes of their own; an account without them can still post. */
  private static PublishFailure failure(PlatformAnswer answer) {
    PublishFailure why = LinkedinErrors.failure(answer);
    return LinkedinErrors.denied(answer)
        ? new PublishFailure.Permanent("statistics_denied", why.message())
        : why;
  }

  /** LinkedIn's counts can fall below nothing when somebody takes a reaction back. */
  private static void put(Map<Metric, Long> values, Metric to, JsonNode count, boolean nothing) {
    if (nothing || count.isIntegralNumber()) {
      values.put(to, Math.max(0, count.asLong(0)));
    }
  }

  private static Reading failed(Reading reading, Measurement.Failed failure) {
    return new Reading(reading.values(), List.of(), failure);
  }

  static Measurement measurement(@Variable("reading") Reading reading) {
    return reading.failed() == null ? new Measurement.Measured(reading.values()) : reading.failed();
  }
}
