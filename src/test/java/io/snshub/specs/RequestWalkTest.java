package io.snshub.specs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.snshub.HubTest;
import io.snshub.platform.ContentRules;
import io.snshub.platform.LaneWork;
import io.snshub.platform.Measurement;
import io.snshub.platform.Option;
import io.snshub.platform.PlatformCatalog;
import io.snshub.platform.PlatformHosts;
import io.snshub.platform.PlatformProfile;
import io.snshub.platform.Preparation;
import io.snshub.platform.RefreshWork;
import io.snshub.platform.Retraction;
import io.snshub.platform.Sighting;
import io.snshub.platform.TokenGrant;
import io.snshub.post.Content;
import io.snshub.post.Media;
import io.snshub.post.MediaFacts;
import io.snshub.post.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Goes all ways that a post can go on the platforms that publish a description of their API, with
 * everything that it can hold, and so leaves every kind of request in the sandbox's journal.
 */
@HubTest
class RequestWalkTest {
  private static final Media PICTURE = Media.of("https://cdn.example.com/a.jpg").withAlt("a cat");
  private static final Media VIDEO = Media.of("https://cdn.example.com/a.mp4?bytes=20000");

  @Autowired private PlatformCatalog catalog;
  @Autowired private PlatformHosts hosts;
  @Autowired private CamelContext camel;
  @Autowired private ProducerTemplate routes;

  @ParameterizedTest
  @ValueSource(strings = {"twitter", "pinterest", "youtube", "youtube_shorts"})
  void every_kind_of_post_goes_its_whole_way(String platform) {
    assumeTrue(catalog.find(platform).isPresent());
    PlatformProfile profile = catalog.find(platform).orElseThrow();
    for (Content content : contents(profile)) {
      assertThat(ContentRules.check(profile, content)).as("%s", content).isEmpty();
      LaneWork work = prepared(work(profile, content, null, null));

      Outcome outcome = send(platform, "publish", work, Outcome.class);

      assertThat(outcome).as("%s", content).isInstanceOf(Outcome.Published.class);
      String id = ((Outcome.Published) outcome).platformPostId();
      assertThat(send(platform, "lookup", work, Sighting.class))
          .as("%s", content)
          .isInstanceOfSatisfying(
              Sighting.Found.class, found -> assertThat(found.platformPostId()).isEqualTo(id));
      LaneWork up = work(profile, content, work.handle(), id);
      if (camel.getRoute(platform + "-metrics") != null) {
        assertThat(send(platform, "metrics", up, Measurement.class))
            .isInstanceOf(Measurement.Measured.class);
      }
      assertThat(send(platform, "retract", up, Retraction.class))
          .isInstanceOf(Retraction.Gone.class);
      assertThat(send(platform, "retract", up, Retraction.class))
          .isInstanceOf(Retraction.Gone.class);
    }
    assertThat(send(platform, "refresh", refresh(profile), TokenGrant.class))
        .isInstanceOf(TokenGrant.Granted.class);
  }

  private List<Content> contents(PlatformProfile profile) {
    List<Content> all = new ArrayList<>();
    if (!profile.media().required()) {
      all.add(content(profile, List.of()));
      all.add(content(profile, List.of(), "https://example.com/ & 日本 🍋\nline"));
    }
    if (profile.media().maxImages() > 0) {
      all.add(content(profile, List.of(PICTURE)));
      Media hidden =
          Media.of(root(profile) + "/_sandbox/media/a.jpg")
              .withAlt("a dog")
              .withFacts(new MediaFacts("image/jpeg", 10_000, 640, 640, null));
      all.add(content(profile, List.of(hidden)));
      all.add(content(profile, List.of(hidden, hidden)));
    }
    if (profile.media().maxImages() > 1) {
      all.add(content(profile, List.of(PICTURE, PICTURE)));
    }
    if (profile.media().maxVideos() > 0) {
      all.add(content(profile, List.of(VIDEO)));
    }
    for (Map<String, Object> options : options(profile)) {
      boolean covers = options.keySet().stream().anyMatch(name -> name.startsWith("cover_image"));
      boolean shown = options.containsKey("tagged_user_ids");
      boolean several = options.containsKey("carousel_items");
      Media one = profile.media().videoRequired() || covers ? VIDEO : PICTURE;
      List<Media> media =
          several
              ? List.of(PICTURE, PICTURE, PICTURE)
              : shown || profile.media().required() ? List.of(one) : List.of();
      Content plain = content(profile, media);
      all.add(new Content(plain.text(), plain.title(), media, options));
    }
    return all;
  }

  /** Where the platform, were it real, could not fetch anything from. */
  private String root(PlatformProfile profile) {
    String api = Objects.requireNonNull(hosts.of(profile.name()).get("api"));
    return api.substring(0, api.lastIndexOf('/'));
  }

  /** Options that go together, as far as the platform has them. */
  private static List<Map<String, Object>> options(PlatformProfile profile) {
    List<Map<String, Object>> sets =
        switch (profile.name()) {
          case "twitter" ->
              List.of(
                  Map.of("reply_settings", "following", "made_with_ai", true),
                  Map.of("paid_partnership", true, "nullcast", false),
                  Map.of("poll", Map.of("options", List.of("a", "b"), "duration_minutes", 60)),
                  Map.of("reply", Map.of("in_reply_to_tweet_id", "1346889436626259968")),
                  Map.of("quote_tweet_id", "1346889436626259968"),
                  Map.of("community_id", "1346889436626259968", "share_with_followers", true),
                  Map.of("geo", Map.of("place_id", "5a110d312052166f")),
                  Map.of("for_super_followers_only", true),
                  Map.of("card_uri", "card://1346889436626259968"),
                  Map.of("direct_message_deep_link", "https://x.com/messages/compose"),
                  Map.of("tagged_user_ids", List.of("2244994945")));
          case "pinterest" ->
              List.of(
                  Map.of(
                      "link", "https://example.com/?a=1&b=2",
                      "dominant_color", "#6E7874",
                      "board_id", profile.sandbox().account()),
                  Map.of("parent_pin_id", "999658448514149467"),
                  Map.of("cover_image_url", "https://cdn.example.com/cover.jpg"),
                  Map.of("cover_image_key_frame_time", 2),
                  Map.of(
                      "cover_index",
                      1,
                      "carousel_items",
                      List.of(Map.of("title", "t", "description", "d", "link", "https://e.co"))));
          default ->
              List.of(
                  Map.of("privacy", "unlisted", "category_id", "10", "tags", List.of("a", "b c")),
                  Map.of("made_for_kids", true, "notify_subscribers", false),
                  Map.of("privacy_status", "private", "license", "creativeCommon"),
                  Map.of("embeddable", false, "public_stats_viewable", false),
                  Map.of("contains_synthetic_media", true),
                  Map.of("default_language", "en", "default_audio_language", "pt-BR"));
        };
    List<String> known = profile.options().stream().map(Option::name).toList();
    return sets.stream().filter(set -> known.containsAll(set.keySet())).toList();
  }

  private static Content content(PlatformProfile profile, List<Media> media) {
    return content(profile, media, "words");
  }

  private static Content content(PlatformProfile profile, List<Media> media, String words) {
    boolean titled =
        profile.limits().texts().stream().anyMatch(text -> text.field().equals("title"));
    String text = words + " " + UUID.randomUUID();
    return new Content(text, titled ? "A title" : null, media, Map.of());
  }

  private LaneWork prepared(LaneWork first) {
    LaneWork[] work = {first};
    await()
        .pollInterval(Duration.ofMillis(50))
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              Preparation step = send(first.platform(), "prepare", work[0], Preparation.class);
              assertThat(step).isNotInstanceOf(Preparation.Failed.class);
              boolean ready = step instanceof Preparation.Ready;
              String handle =
                  step instanceof Preparation.Ready done
                      ? done.handle()
                      : ((Preparation.Pending) step).handle();
              work[0] = work[0].withHandle(handle);
              return ready;
            });
    return work[0];
  }

  private LaneWork work(PlatformProfile profile, Content content, String handle, String id) {
    return new LaneWork(
        1,
        1,
        profile.name(),
        content,
        new LaneWork.Account(
            1, profile.sandbox().account(), "sandbox-" + profile.sandbox().prefix() + "-token"),
        handle,
        id,
        1,
        Instant.now(),
        hosts.of(profile.name()));
  }

  private RefreshWork refresh(PlatformProfile profile) {
    String prefix = "sandbox-" + profile.sandbox().prefix();
    return new RefreshWork(
        profile.name(),
        prefix + "-token",
        prefix + "-refresh",
        "sandbox-client",
        "sandbox-secret",
        new HashMap<>(hosts.of(profile.name())));
  }

  private <T> T send(String platform, String verb, Object body, Class<T> answer) {
    return routes.requestBody("direct:" + platform + "-" + verb, body, answer);
  }
}
