package io.snshub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.accounts.ConnectedAccount;
import io.snshub.analytics.MeasureNow;
import io.snshub.platform.Access;
import io.snshub.platform.MediaRule;
import io.snshub.platform.Metric;
import io.snshub.platform.PlatformCatalog;
import io.snshub.platform.PlatformProfile;
import io.snshub.platform.TextRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;

/**
 * What every platform does, through the whole hub and over its own wire. Written once; which
 * platforms there are, and what they take, stands in their profiles. A contract hands its posts in
 * side by side and then looks at one after the other.
 */
@HubTest
class PlatformContractTest {
  private static final String IMAGE = "https://cdn.example.com/image.jpg";
  private static final String IMAGE_2 = "https://cdn.example.com/image-2.jpg";
  private static final String VIDEO = "https://cdn.example.com/video.mp4?bytes=40000";

  @Autowired private Environment environment;
  @Autowired private ApplicationContext context;
  @Autowired private PlatformCatalog catalog;
  private HubClient hub;

  @BeforeEach
  void open() {
    hub = HubClient.of(environment);
  }

  @AfterEach
  void clear() {
    hub.clearFaults();
  }

  /** One post on one platform. */
  private record Case(PlatformProfile platform, String kind, String text, long post) {
    String name() {
      return kind.isEmpty() ? platform.name() : platform.name() + ", " + kind;
    }

    String prefix() {
      return platform.sandbox().prefix();
    }
  }

  /** Returns what kinds of post a platform takes, the plainest first, each with its media. */
  private static Map<String, List<String>> kinds(PlatformProfile platform) {
    MediaRule media = platform.media();
    Map<String, List<String>> kinds = new LinkedHashMap<>();
    if (!media.required() && !media.videoRequired()) {
      kinds.put("text", List.of());
    }
    if (media.maxImages() > 0) {
      kinds.put("image", List.of(IMAGE));
    }
    if (media.maxImages() > 1) {
      kinds.put("images", List.of(IMAGE, IMAGE_2));
    }
    if (media.maxVideos() > 0) {
      kinds.put("video", List.of(VIDEO));
    }
    if (media.mixed()) {
      kinds.put("mixed", List.of(IMAGE, VIDEO));
    }
    return kinds;
  }

  private static List<String> plainest(PlatformProfile platform) {
    return kinds(platform).values().iterator().next();
  }

  /** A post with something to process where the platform processes anything. */
  private static List<String> heaviest(PlatformProfile platform) {
    return kinds(platform).getOrDefault("video", plainest(platform));
  }

  private static Case post(
      HubClient as, PlatformProfile platform, String text, List<String> media) {
    List<Object> more = media.isEmpty() ? List.of() : List.of("media_urls", media);
    long post = as.publish(text, List.of(platform.name()), more.toArray());
    return new Case(platform, "", text, post);
  }

  private Case plain(PlatformProfile platform, String about) {
    return post(hub, platform, HubClient.text(about + " " + platform.name()), plainest(platform));
  }

  private Stream<DynamicTest> each(
      Predicate<PlatformProfile> which,
      Function<PlatformProfile, Case> begin,
      Consumer<Case> check) {
    List<DynamicTest> tests = new ArrayList<>();
    Set<String> places = new HashSet<>();
    for (PlatformProfile platform : catalog.profiles().stream().filter(which).toList()) {
      // two of one place would take each other's faults: the second begins when the first is done
      Case one = places.add(platform.sandbox().prefix()) ? begin.apply(platform) : null;
      tests.add(
          dynamicTest(
              platform.name(), () -> check.accept(one == null ? again(begin, platform) : one)));
    }
    return tests.stream();
  }

  /** Begins where another has been: the token that it may have made to expire is good again. */
  private Case again(Function<PlatformProfile, Case> begin, PlatformProfile platform) {
    hub.clearFaults();
    return begin.apply(platform);
  }

  private Stream<DynamicTest> each(Function<PlatformProfile, Case> begin, Consumer<Case> check) {
    return each(platform -> true, begin, check);
  }

  private void fault(PlatformProfile platform, String operation, String kind, Object... more) {
    hub.fault(platform.sandbox().prefix(), operation, kind, more);
  }

  private static JsonNode target(HubClient.Reply post) {
    return post.body().path("targets").path(0);
  }

  private long created(Case one) {
    return hub.ledger(one.text()).stream()
        .filter(entry -> entry.path("effect").asText().equals("created"))
        .count();
  }

  /** It is up, once, and reads as it was written. */
  private JsonNode publishedOnce(Case one) {
    JsonNode target = target(hub.awaitStatus(one.post(), "published"));
    assertThat(hub.posts(one.text()))
        .singleElement()
        .satisfies(
            up -> {
              assertThat(up.path("platform").asText()).isEqualTo(one.prefix());
              assertThat(up.path("content").asText()).contains(one.text());
              assertThat(target.path("platform_post_id").asText())
                  .isEqualTo(up.path("platform_post_id").asText());
            });
    assertThat(created(one)).isEqualTo(1);
    return target;
  }

  private void nothingUp(Case one) {
    assertThat(hub.posts(one.text())).isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> every_kind_of_post_goes_up_once_and_can_be_read_back() {
    List<Case> begun = new ArrayList<>();
    for (PlatformProfile platform : catalog.profiles()) {
      kinds(platform)
          .forEach(
              (kind, media) -> {
                String text = HubClient.text(kind + " " + platform.name());
                long post = post(hub, platform, text, media).post();
                begun.add(new Case(platform, kind, text, post));
              });
    }
    return begun.stream()
        .map(
            one ->
                dynamicTest(
                    one.name(),
                    () -> {
                      JsonNode target = publishedOnce(one);
                      assertThat(target.path("permalink").asText("https://"))
                          .startsWith("https://");
                      assertThat(hub.posts(one.text()).get(0).path("media").size())
                          .isEqualTo(kinds(one.platform()).get(one.kind()).size());
                    }));
  }

  @TestFactory
  Stream<DynamicTest> a_refusal_for_good_ends_it_and_leaves_nothing() {
    return each(
        platform -> {
          fault(platform, "publish", "status", "code", 400, "times", 1);
          return plain(platform, "refused");
        },
        one -> {
          JsonNode target = target(hub.awaitStatus(one.post(), "failed"));
          assertThat(target.path("error").path("class").asText()).isEqualTo("permanent");
          assertThat(target.path("error").path("message").asText())
              .startsWith(one.platform().name());
          nothingUp(one);
        });
  }

  /** Somebody else, whose accounts may be spoilt. */
  private HubClient stranger() {
    long user = hub.post("/api/sns/users", Map.of("name", "stranger")).number("user_id");
    catalog.profiles().forEach(platform -> ConnectedAccount.of(context, user, platform));
    return hub.as(hub.post("/api/sns/keys", Map.of("user_id", user)).text("key"));
  }

  private static Case strange(HubClient stranger, PlatformProfile platform, String about) {
    String text = HubClient.text(about + " " + platform.name());
    return post(stranger, platform, text, plainest(platform));
  }

  @TestFactory
  Stream<DynamicTest> a_throttle_is_waited_for() {
    HubClient stranger = stranger();
    return each(
        platform -> {
          fault(platform, "publish", "rate_limit", "retry_after", 2, "times", 1);
          return strange(stranger, platform, "throttled");
        },
        one -> {
          JsonNode told =
              await("the throttle of " + one.name())
                  .atMost(Duration.ofSeconds(30))
                  .until(
                      () -> target(stranger.show(one.post())),
                      target -> up(target) || restsLong(target));
          // some platforms don't say for how long: then it is minutes
          if (up(told)) {
            assertThat(created(one)).isEqualTo(1);
          } else {
            assertThat(told.path("error").path("class").asText()).isEqualTo("transient");
            nothingUp(one);
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> a_platform_that_fails_before_anything_happened_is_tried_again() {
    return each(
        platform -> {
          fault(platform, "any", "status", "code", 503, "times", 2);
          return plain(platform, "unavailable");
        },
        this::publishedOnce);
  }

  @TestFactory
  Stream<DynamicTest> an_expired_token_is_refreshed_and_it_goes_on_where_that_is_possible() {
    HubClient stranger = stranger();
    return each(
        platform -> {
          fault(platform, "publish", "expire_token", "times", 1);
          return strange(stranger, platform, "expired");
        },
        one -> {
          if (one.platform().access().renewal() == Access.Renewal.REFRESH_TOKEN) {
            stranger.awaitStatus(one.post(), "published");
            assertThat(created(one)).isEqualTo(1);
          } else {
            JsonNode target = target(stranger.awaitStatus(one.post(), "failed"));
            assertThat(target.path("error").path("class").asText()).isEqualTo("needs_reauth");
            nothingUp(one);
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> a_revoked_token_needs_a_person() {
    HubClient stranger = stranger();
    return each(
        platform -> {
          fault(platform, "publish", "expire_token", "times", 1);
          fault(platform, "token", "expire_token");
          return strange(stranger, platform, "revoked");
        },
        one -> {
          JsonNode target = target(stranger.awaitStatus(one.post(), "failed"));
          assertThat(target.path("error").path("class").asText()).isEqualTo("needs_reauth");
          nothingUp(one);
        });
  }

  @TestFactory
  Stream<DynamicTest> a_lost_answer_makes_no_second_post() {
    return each(
        platform -> {
          fault(platform, "publish", "drop_after", "times", 1);
          return plain(platform, "lost");
        },
        this::publishedOnce);
  }

  @TestFactory
  Stream<DynamicTest> a_lost_call_is_made_again() {
    return each(
        platform -> {
          fault(platform, "publish", "drop_before", "times", 1);
          // with a video: a call that began an upload leaves more to be found than another
          String text = HubClient.text("never arrived " + platform.name());
          return post(hub, platform, text, heaviest(platform));
        },
        this::publishedOnce);
  }

  @TestFactory
  Stream<DynamicTest> slow_processing_is_waited_for() {
    return each(
        platform -> platform.media().maxVideos() > 0,
        platform -> {
          fault(platform, "any", "slow_processing", "ms", 1500, "times", 1);
          String text = HubClient.text("slow " + platform.name());
          return post(hub, platform, text, heaviest(platform));
        },
        this::publishedOnce);
  }

  @TestFactory
  Stream<DynamicTest> failed_processing_leaves_nothing_and_ends_or_is_tried_later() {
    HubClient stranger = stranger();
    return each(
        platform -> platform.media().maxVideos() > 0,
        platform -> {
          fault(platform, "any", "fail_processing");
          String text = HubClient.text("spoilt " + platform.name());
          return post(stranger, platform, text, heaviest(platform));
        },
        one -> {
          JsonNode target =
              await("the end of " + one.name())
                  .atMost(Duration.ofSeconds(20))
                  .until(
                      () -> target(stranger.show(one.post())),
                      told -> ended(told) || restsLong(told));
          // some give a post's id before they look at its video
          if (!target.path("status").asText().equals("confirmed")) {
            nothingUp(one);
          }
        });
  }

  private static boolean up(JsonNode target) {
    return target.path("status").asText().equals("confirmed");
  }

  private static boolean ended(JsonNode target) {
    return Set.of("failed", "confirmed").contains(target.path("status").asText());
  }

  /** It is not looked at again for so long that something must have gone wrong. */
  private static boolean restsLong(JsonNode target) {
    String at = target.path("next_attempt_at").asText("");
    return !at.isEmpty() && Instant.parse(at).isAfter(Instant.now().plusSeconds(20));
  }

  @TestFactory
  Stream<DynamicTest> what_is_up_is_taken_down_once_however_often_it_is_asked_for() {
    return each(
        platform -> plain(platform, "deleted"),
        one -> {
          publishedOnce(one);
          HubClient.Reply asked = hub.delete("/api/sns/posts/" + one.post());
          assertThat(asked.status()).isIn(200, 202);
          String end = one.platform().deletable() ? "deleted" : "compensation_failed";
          HubClient.Reply ended = hub.awaitStatus(one.post(), end);
          if (one.platform().deletable()) {
            nothingUp(one);
            assertThat(hub.delete("/api/sns/posts/" + one.post()).status()).isIn(200, 202);
          } else {
            assertThat(ended.text("error_message")).contains(one.platform().name());
            assertThat(hub.posts(one.text())).hasSize(1);
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> a_take_down_whose_answer_was_lost_is_repeated_without_harm() {
    return each(
        PlatformProfile::deletable,
        platform -> plain(platform, "gone already"),
        one -> {
          publishedOnce(one);
          fault(one.platform(), "delete", "drop_after", "times", 1);
          hub.delete("/api/sns/posts/" + one.post());
          hub.awaitStatus(one.post(), "deleted");
          nothingUp(one);
        });
  }

  @TestFactory
  Stream<DynamicTest> what_a_platform_counts_is_collected() {
    return each(
        platform -> !platform.abilities().metrics().isEmpty(),
        platform ->
            post(hub, platform, HubClient.text("counted " + platform.name()), heaviest(platform)),
        one -> {
          publishedOnce(one);
          MeasureNow.of(context, one.post());
          JsonNode told =
              await("metrics of " + one.name())
                  .until(
                      () ->
                          hub.get("/api/sns/posts/" + one.post() + "/analytics")
                              .body()
                              .path("platforms")
                              .path(one.platform().name()),
                      read -> !read.path("collected_at").asText("").isEmpty());
          List<String> known =
              one.platform().abilities().metrics().stream().map(Metric::word).toList();
          assertThat(told.path("metrics").fieldNames()).toIterable().isNotEmpty().isSubsetOf(known);
          assertThat(told.path("metrics"))
              .allSatisfy(value -> assertThat(value.asLong()).isNotNegative());
        });
  }

  /** Fills a text up to a measure with one grapheme, and what is left with letters. */
  private static String filled(String start, String grapheme, TextRule rule, int measure) {
    StringBuilder text = new StringBuilder(start + " ");
    while (rule.of(text + grapheme) <= measure && fits(text + grapheme)) {
      text.append(grapheme);
    }
    while (rule.of(text + "a") <= measure && fits(text + "a")) {
      text.append('a');
    }
    return text.toString();
  }

  private static boolean fits(String text) {
    return text.codePointCount(0, text.length()) <= 10_000;
  }

  private static final List<String> GRAPHEMES =
      List.of("👩‍👩‍👧‍👦", "語", "e\u0301", "\u05d0\u05d1\u200f ", "😀");

  @TestFactory
  Stream<DynamicTest> a_text_at_the_limit_goes_up_unchanged_and_one_more_is_refused() {
    List<DynamicTest> tests = new ArrayList<>();
    for (PlatformProfile platform : catalog.profiles()) {
      TextRule rule = platform.text();
      for (String grapheme : GRAPHEMES) {
        String text = filled(HubClient.text("edge"), grapheme, rule, rule.limit());
        Case one = post(hub, platform, text, plainest(platform));
        tests.add(
            dynamicTest(
                platform.name() + " " + grapheme,
                () -> {
                  publishedOnce(one);
                  if (fits(text + "a")) {
                    refusesOneMore(platform, text + "a");
                  }
                }));
      }
    }
    return tests.stream();
  }

  private void refusesOneMore(PlatformProfile platform, String text) {
    JsonNode errors =
        hub.post(
                "/api/sns/posts/validate",
                Map.of(
                    "content",
                    text,
                    "platforms",
                    List.of(platform.name()),
                    "media_urls",
                    plainest(platform)))
            .body()
            .path("platforms")
            .path(platform.name())
            .path("errors");
    assertThat(StreamSupport.stream(errors.spliterator(), false))
        .anySatisfy(
            error -> {
              assertThat(error.path("rule").asText()).isEqualTo("text_too_long");
              assertThat(error.path("limit").asInt()).isEqualTo(platform.text().limit());
              assertThat(error.path("value").asInt()).isEqualTo(platform.text().of(text));
            });
  }

  @TestFactory
  Stream<DynamicTest> an_alternative_text_arrives_with_its_medium() {
    return each(
        platform -> platform.media().altText() > 0 && platform.media().maxImages() > 0,
        platform -> {
          String text = HubClient.text("described " + platform.name());
          long post =
              hub.publish(
                  text,
                  List.of(platform.name()),
                  "media_urls",
                  List.of(IMAGE),
                  "overrides",
                  Map.of(platform.name(), Map.of("alt_text", "a cat on a mat")));
          return new Case(platform, "", text, post);
        },
        this::publishedOnce);
  }

  @TestFactory
  Stream<DynamicTest> an_uploaded_medium_goes_up_like_a_linked_one() {
    Number image = uploaded(IMAGE);
    Number video = uploaded(VIDEO);
    return each(
        platform -> {
          Number medium = platform.media().maxImages() > 0 ? image : video;
          String text = HubClient.text("uploaded " + platform.name());
          long post = hub.publish(text, List.of(platform.name()), "media_ids", List.of(medium));
          return new Case(platform, "", text, post);
        },
        one -> {
          publishedOnce(one);
          assertThat(hub.posts(one.text()).get(0).path("media")).hasSize(1);
          assertThat(hub.show(one.post()).body().path("media_ids")).hasSize(1);
        });
  }

  private Number uploaded(String url) {
    HubClient.Reply stored = hub.post("/api/sns/media", Map.of("url", url));
    assertThat(stored.status()).isEqualTo(201);
    return stored.number("media_id");
  }

  @TestFactory
  Stream<DynamicTest> one_post_goes_to_all_that_take_it_is_measured_and_comes_down_again() {
    return Stream.of("text", "image", "video")
        .map(kind -> dynamicTest(kind, () -> goesAround(kind)));
  }

  private void goesAround(String kind) {
    List<PlatformProfile> takers =
        catalog.profiles().stream().filter(one -> kinds(one).containsKey(kind)).toList();
    List<String> names = takers.stream().map(PlatformProfile::name).toList();
    List<String> media = kinds(takers.get(0)).get(kind);
    String text = HubClient.text("everywhere " + kind);
    long post =
        media.isEmpty() ? hub.publish(text, names) : hub.publish(text, names, "media_urls", media);

    JsonNode published = hub.awaitStatus(post, "published").body();
    assertThat(published.path("targets"))
        .extracting(target -> target.path("status").asText())
        .hasSize(names.size())
        .containsOnly("confirmed");
    assertThat(hub.posts(text)).hasSize(names.size());

    MeasureNow.of(context, post);
    List<String> counted =
        takers.stream()
            .filter(one -> !one.abilities().metrics().isEmpty())
            .map(PlatformProfile::name)
            .toList();
    await("metrics of all")
        .untilAsserted(
            () -> {
              JsonNode told = hub.get("/api/sns/posts/" + post + "/analytics").body();
              assertThat(counted)
                  .allSatisfy(
                      name ->
                          assertThat(
                                  told.path("platforms").path(name).path("collected_at").asText(""))
                              .as(name)
                              .isNotEmpty());
            });

    hub.delete("/api/sns/posts/" + post);
    List<PlatformProfile> lasting = takers.stream().filter(one -> !one.deletable()).toList();
    hub.awaitStatus(post, lasting.isEmpty() ? "deleted" : "compensation_failed");
    assertThat(hub.posts(text))
        .extracting(up -> up.path("platform").asText())
        .containsExactlyInAnyOrderElementsOf(
            lasting.stream().map(one -> one.sandbox().prefix()).toList());
  }
}
