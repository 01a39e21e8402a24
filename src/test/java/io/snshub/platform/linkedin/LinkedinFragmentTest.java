package io.snshub.platform.linkedin;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.platform.FetchedMedia;
import io.snshub.platform.LaneWork;
import io.snshub.platform.Measurement;
import io.snshub.platform.MediaFetch;
import io.snshub.platform.Metric;
import io.snshub.platform.PlatformFragmentTest;
import io.snshub.platform.PlatformProfile;
import io.snshub.platform.PlatformSettings;
import io.snshub.platform.Preparation;
import io.snshub.platform.RefreshWork;
import io.snshub.platform.Sighting;
import io.snshub.platform.StubPlatform;
import io.snshub.platform.TokenGrant;
import io.snshub.post.Content;
import io.snshub.post.Outcome;
import io.snshub.post.PublishFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

class LinkedinFragmentTest extends PlatformFragmentTest {
  private static final String POST = "urn:li:share:7300000000000000001";
  private static final String IMAGE = "urn:li:image:D4E10AQabc";
  private static final String VIDEO = "urn:li:video:D5605AQabc";
  private static final int PART = 4_194_304;
  private static final String NONE =
      "{\"paging\":{\"start\":0,\"count\":50,\"links\":[]},\"elements\":[]}";

  private final LinkedinPlatform linkedin =
      new LinkedinPlatform(PlatformSettings.defaults(), "202609");
  private Content content = content("Hello, LinkedIn", "https://cdn.example.com/a.png");

  @Override
  protected String name() {
    return "linkedin";
  }

  @Override
  protected List<RouteBuilder> routes() {
    return List.of(
        new LinkedinRoutes(), new LinkedinUploadRoutes(), new LinkedinAccountRoutes(linkedin));
  }

  @Override
  protected PlatformProfile profile() {
    return linkedin.profile();
  }

  @Override
  protected Content content() {
    return content;
  }

  @Override
  protected String handle() {
    return "{\"media\":[\"" + IMAGE + "\"]}";
  }

  @Override
  protected String publishMethod() {
    return "POST";
  }

  @Override
  protected String publishTarget() {
    return "/rest/posts";
  }

  @Override
  protected String postId() {
    return POST;
  }

  @Override
  protected StubPlatform.Answer accepted() {
    return created(POST);
  }

  private static StubPlatform.Answer created(String id) {
    return new StubPlatform.Answer(201, Map.of("x-restli-id", id), "");
  }

  @Override
  protected List<String> wrongIds() {
    return List.of("{\"id\":\"" + POST + "\"}", "{\"value\":{\"id\":\"" + POST + "\"}}");
  }

  @Override
  protected StubPlatform.Reply nothingThere(StubPlatform.Seen seen) {
    return StubPlatform.json(200, NONE);
  }

  @Override
  protected List<String> lookupSteps() {
    return List.of("/rest/posts?q=author");
  }

  @Override
  protected List<String> prepareSteps() {
    return Arrays.asList(null, "{\"processing\":\"" + IMAGE + "\"}");
  }

  @Override
  protected StubPlatform.Reply throttled() {
    return new StubPlatform.Answer(
        429,
        Map.of("Date", "Fri, 20 Nov 2026 22:30:00 GMT"),
        "{\"status\":429,\"serviceErrorCode\":101,\"code\":\"TOO_MANY_REQUESTS\",\"message\":"
            + "\"Resource level throttle APPLICATION DAY limit for calls to this resource is"
            + " reached.\"}");
  }

  @Override
  protected StubPlatform.Reply refused() {
    return StubPlatform.json(
        400,
        "{\"status\":400,\"code\":\"FIELD_LENGTH_TOO_LONG\",\"message\":\"commentary too long\"}");
  }

  @Override
  protected StubPlatform.Reply tokenExpired() {
    return StubPlatform.json(
        401,
        "{\"status\":401,\"serviceErrorCode\":65602,\"code\":\"EXPIRED_ACCESS_TOKEN\","
            + "\"message\":\"The token used in the request has expired\"}");
  }

  @Override
  protected StubPlatform.Reply deleted() {
    return new StubPlatform.Answer(204, Map.of(), "");
  }

  @Override
  protected StubPlatform.Reply deletedBefore() {
    return StubPlatform.json(
        404, "{\"status\":404,\"code\":\"NOT_FOUND\",\"message\":\"Could not find entity\"}");
  }

  @Override
  protected StubPlatform.Reply granted() {
    return StubPlatform.json(
        200,
        "{\"access_token\":\"new-token\",\"expires_in\":3600,\"refresh_token\":\"old-refresh\","
            + "\"refresh_token_expires_in\":86400,\"scope\":\"openid,profile\"}");
  }

  @Override
  protected StubPlatform.Reply grantRefused() {
    return StubPlatform.json(
        400,
        "{\"error\":\"invalid_request\",\"error_description\":\"The provided authorization grant"
            + " or refresh token is invalid, expired or revoked\"}");
  }

  @Test
  void every_call_of_the_api_carries_its_version() {
    platform.answers(accepted());

    publish();

    assertThat(platform.seen().get(0).header("linkedin-version")).isEqualTo("202609");
    assertThat(platform.seen().get(0).header("x-restli-protocol-version")).isEqualTo("2.0.0");
    assertThat(platform.seen().get(0).header("authorization")).isEqualTo("Bearer secret-token");
  }

  @Test
  void an_id_that_is_none_in_the_header_is_doubtful() {
    for (String id : List.of("", "17", "urn:li:comment:(1,2)", "urn:li:share:", POST + "x")) {
      platform.answers(created(id));

      assertThat(publish()).as(id).isInstanceOf(Outcome.Doubtful.class);
    }
    platform.answers(created("urn%3Ali%3AugcPost%3A17"));
    assertThat(publish())
        .isEqualTo(
            new Outcome.Published(
                "urn:li:ugcPost:17", "https://www.linkedin.com/feed/update/urn:li:ugcPost:17/"));
  }

  @Test
  void a_throttle_lasts_until_midnight() {
    platform.answers(throttled());

    assertThat(((PublishFailure.Transient) failure(publish())).retryAfter())
        .isEqualTo(Duration.ofMinutes(90));
  }

  @Test
  void a_text_alone_is_ready_at_once() {
    content = content("Hello");

    assertThat(prepare(null)).isEqualTo(new Preparation.Ready("{}"));
    assertThat(platform.seen()).isEmpty();
  }

  @Test
  void a_picture_goes_up_and_is_asked_after_until_it_is_available() throws IOException {
    medium = medium(10, "image/png");
    platform.answers(this::upload);

    Preparation first = prepare(null);

    assertThat(first)
        .isEqualTo(
            new Preparation.Pending("{\"processing\":\"" + IMAGE + "\"}", Duration.ofSeconds(1)));
    assertThat(platform.seen().get(0).text())
        .isEqualTo("{\"initializeUploadRequest\":{\"owner\":\"urn:li:organization:42\"}}");
    assertThat(platform.seen().get(1).method()).isEqualTo("PUT");
    assertThat(platform.seen().get(1).header("authorization")).isEqualTo("Bearer secret-token");
    assertThat(platform.seen().get(1).header("linkedin-version")).isNull();
    assertThat(platform.seen().get(1).body()).hasSize(10);
    assertThat(prepare("{\"processing\":\"" + IMAGE + "\"}"))
        .isEqualTo(new Preparation.Pending(handle(), Duration.ZERO));
    assertThat(prepare(handle())).isEqualTo(new Preparation.Ready(handle()));
  }

  @Test
  void a_video_goes_up_in_the_parts_that_linkedin_names() throws IOException {
    content = content("Look", "https://cdn.example.com/a.mp4");
    medium = medium(PART + 10, "video/mp4");
    platform.answers(this::upload);

    assertThat(prepare(null)).isInstanceOf(Preparation.Pending.class);

    assertThat(platform.seen()).hasSize(4);
    assertThat(platform.seen().get(0).text()).contains("\"fileSizeBytes\":" + (PART + 10));
    assertThat(platform.seen().get(1).body()).hasSize(PART);
    assertThat(platform.seen().get(1).header("authorization")).isNull();
    assertThat(platform.seen().get(2).body()).hasSize(10);
    assertThat(platform.seen().get(3).text())
        .isEqualTo(
            "{\"finalizeUploadRequest\":{\"video\":\""
                + VIDEO
                + "\",\"uploadToken\":\"tok\","
                + "\"uploadedPartIds\":[\"/ambry/0.bin\",\"/ambry/1.bin\"]}}");
  }

  @Test
  void a_state_that_a_members_token_cant_read_is_waited_for() {
    platform.answers(
        StubPlatform.json(
            403,
            "{\"status\":403,\"serviceErrorCode\":100,\"code\":\"ACCESS_DENIED\",\"message\":"
                + "\"Accessing this image resource is forbidden.\"}"));

    assertThat(prepare("{\"processing\":\"" + IMAGE + "\"}"))
        .isEqualTo(new Preparation.Pending(handle(), Duration.ZERO));
    assertThat(prepare("{\"processing\":\"" + VIDEO + "\"}"))
        .isEqualTo(
            new Preparation.Pending(
                "{\"processing\":\"" + VIDEO + "\",\"looks\":1}", Duration.ofSeconds(10)));
    assertThat(prepare("{\"processing\":\"" + VIDEO + "\",\"looks\":6}"))
        .isEqualTo(new Preparation.Pending("{\"media\":[\"" + VIDEO + "\"]}", Duration.ZERO));
  }

  @Test
  void a_medium_that_is_not_there_any_more_is_sent_again() {
    Preparation anew = new Preparation.Pending("{}", Duration.ofSeconds(10));

    platform.answers(deletedBefore());
    assertThat(prepare("{\"processing\":\"" + IMAGE + "\"}")).isEqualTo(anew);
    platform.answers(
        StubPlatform.json(200, "{\"id\":\"" + IMAGE + "\",\"status\":\"WAITING_UPLOAD\"}"));
    assertThat(prepare("{\"processing\":\"" + IMAGE + "\",\"looks\":5}"))
        .isEqualTo(
            new Preparation.Pending(
                "{\"processing\":\"" + IMAGE + "\",\"looks\":6}", Duration.ofSeconds(30)));
    assertThat(prepare("{\"processing\":\"" + IMAGE + "\",\"looks\":6}")).isEqualTo(anew);
  }

  @Test
  void a_medium_that_failed_on_linkedin_fails_for_good() {
    platform.answers(
        StubPlatform.json(200, "{\"id\":\"" + IMAGE + "\",\"status\":\"PROCESSING_FAILED\"}"));

    assertThat(prepare("{\"processing\":\"" + IMAGE + "\"}"))
        .isInstanceOfSatisfying(
            Preparation.Failed.class,
            failed -> assertThat(failed.failure()).isInstanceOf(PublishFailure.Permanent.class));
  }

  @Test
  void bytes_and_token_go_to_linkedin_alone() throws IOException {
    medium = medium(10, "image/png");
    platform.answers(
        StubPlatform.json(
            200,
            "{\"value\":{\"image\":\""
                + IMAGE
                + "\",\"uploadUrl\":\"https://linkedin.com.example.org/x\"}}"));

    assertThat(prepare(null)).isInstanceOf(Preparation.Failed.class);
    assertThat(platform.seen()).hasSize(1);
  }

  @Test
  void a_bad_answer_in_the_middle_of_an_upload_makes_nothing_ready() throws IOException {
    content = content("Look", "https://cdn.example.com/a.mp4");
    medium = medium(10, "video/mp4");
    for (Bad bad : badAnswers()) {
      for (String step : List.of("initializeUpload", "/upload/0", "finalizeUpload")) {
        boolean nothingIsWell = step.equals("finalizeUpload") && saysNothing(bad.reply());
        platform.answers(seen -> seen.target().endsWith(step) ? bad.reply() : upload(seen));

        if (!nothingIsWell) {
          Preparation step1 = prepare(null);
          assertNotReady(step + ": " + bad.name(), step1);
          assertThat(step1).as(step + ": " + bad.name()).isInstanceOf(Preparation.Failed.class);
        }
      }
    }
  }

  private static boolean saysNothing(StubPlatform.Reply reply) {
    return reply instanceof StubPlatform.Answer answer
        && answer.status() / 100 == 2
        && (answer.body().isEmpty() || answer.body().startsWith("{"));
  }

  @Test
  void the_same_medium_is_proof() {
    platform.answers(
        StubPlatform.json(
            200,
            page(
                post(POST, "else", IMAGE, 0),
                post("urn:li:share:3", "Hello, LinkedIn", "urn:li:image:other", 0))));

    assertThat(lookup(handle()))
        .isInstanceOfSatisfying(
            Sighting.Found.class, found -> assertThat(found.platformPostId()).isEqualTo(POST));
    assertThat(platform.seen().get(0).target())
        .isEqualTo(
            "/rest/posts?q=author&author=urn%3Ali%3Aorganization%3A42&count=50&start=0"
                + "&sortBy=LAST_MODIFIED");
  }

  @Test
  void a_text_is_compared_as_people_see_it() {
    content = content("C# (really) #news, a_b* @[Ann](urn:li:person:x1)");
    String read =
        "C\\\\# \\\\(really\\\\) {hashtag|\\\\#|news}, a\\\\_b\\\\* @[Ann](urn:li:person:x1)";

    platform.answers(StubPlatform.json(200, page(post(POST, read, null, 0))));
    assertThat(lookup("{}")).isInstanceOf(Sighting.Found.class);

    // cut off, or made before
    platform.answers(
        StubPlatform.json(
            200, page(post(POST, "C\\\\# ", null, 0), post("urn:li:share:2", read, null, -120))));
    assertThat(lookup("{}")).isInstanceOf(Sighting.Absent.class);

    platform.answers(
        StubPlatform.json(
            200, page(post(POST, read, null, 0), post("urn:li:share:2", read, null, 1))));
    assertThat(lookup("{}"))
        .isInstanceOfSatisfying(
            Sighting.Unclear.class, look -> assertThat(look.forHuman()).isTrue());
  }

  @Test
  void reads_on_until_the_posts_are_older_than_the_attempt() {
    String[] full = new String[50];
    Arrays.setAll(full, i -> post("urn:li:share:" + (100 + i), "other " + i, null, 5));
    platform.answers(
        seen ->
            StubPlatform.json(
                200,
                seen.target().contains("start=0&")
                    ? page(full)
                    : page(
                        post(POST, "Hello, LinkedIn", IMAGE, 1),
                        post("urn:li:share:1", "old", null, -7200))));

    assertThat(lookup(handle())).isInstanceOf(Sighting.Found.class);
    assertThat(platform.seen()).hasSize(2);
  }

  @Test
  void a_list_that_cant_be_told_apart_proves_nothing() {
    for (String body :
        List.of(
            "{\"elements\":[]}",
            "{\"paging\":{},\"elements\":{}}",
            page("{\"id\":5,\"createdAt\":1}"),
            page("{\"createdAt\":1}"),
            page("{\"id\":\"" + POST + "\"}"))) {
      platform.answers(StubPlatform.json(200, body));

      assertThat(lookup(handle()))
          .as(body)
          .isInstanceOfSatisfying(
              Sighting.Unclear.class, look -> assertThat(look.forHuman()).isFalse());
    }
  }

  @Test
  void a_duplicate_is_refused_at_first_and_doubtful_after_an_attempt() {
    StubPlatform.Answer duplicate =
        StubPlatform.json(
            422,
            "{\"errorDetailType\":\"com.linkedin.common.error.BadRequest\",\"message\":\"Content is"
                + " a duplicate of "
                + POST
                + "\",\"errorDetails\":{\"inputErrors\":[{\"code\":"
                + "\"DUPLICATE_POST\"}]},\"status\":422}");
    platform.answers(duplicate);

    assertThat(failure(publish()).code()).isEqualTo("duplicate_post");
    LaneWork first = work(handle(), ATTEMPT, platform.url());
    LaneWork second =
        new LaneWork(
            1, 1, name(), content, first.account(), handle(), null, 2, ATTEMPT, first.hosts());
    assertThat(hub.send(door("publish"), second, Outcome.class))
        .isEqualTo(new Outcome.Doubtful("linkedin: an equal post is up already: " + POST));
  }

  @Test
  void a_pages_post_is_measured_in_one_call() {
    platform.answers(
        StubPlatform.json(
            200,
            "{\"paging\":{},\"elements\":[{\"share\":\""
                + POST
                + "\",\"totalShareStatistics\":{"
                + "\"impressionCount\":500,\"uniqueImpressionsCount\":410,\"clickCount\":12,"
                + "\"likeCount\":-1,\"commentCount\":4,\"shareCount\":2,\"engagement\":0.1}}]}"));

    assertThat(measure("42"))
        .isEqualTo(
            new Measurement.Measured(
                Map.of(
                    Metric.IMPRESSIONS, 500L,
                    Metric.REACH, 410L,
                    Metric.CLICKS, 12L,
                    Metric.LIKES, 0L,
                    Metric.COMMENTS, 4L,
                    Metric.SHARES, 2L)));
    assertThat(platform.seen().get(0).target())
        .isEqualTo(
            "/rest/organizationalEntityShareStatistics?q=organizationalEntity&organizationalEntity="
                + "urn%3Ali%3Aorganization%3A42&shares=List(urn%3Ali%3Ashare%3A7300000000000000001)");
  }

  @Test
  void a_post_that_nothing_happened_to_has_noughts() {
    platform.answers(StubPlatform.json(200, NONE));

    assertThat(((Measurement.Measured) measure("42")).values())
        .hasSize(6)
        .containsEntry(Metric.IMPRESSIONS, 0L);
  }

  @Test
  void a_members_post_is_measured_one_by_one() {
    platform.answers(
        seen ->
            StubPlatform.json(
                200, "{\"elements\":[{\"count\":" + seen.target().length() % 7 + "}]}"));

    assertThat(((Measurement.Measured) measure("urn:li:person:x1")).values())
        .containsOnlyKeys(
            Metric.IMPRESSIONS, Metric.REACH, Metric.LIKES, Metric.COMMENTS, Metric.SHARES);
    assertThat(platform.seen()).hasSize(5);
    assertThat(platform.seen().get(0).target())
        .isEqualTo(
            "/rest/memberCreatorPostAnalytics?q=entity&entity=(share:urn%3Ali%3Ashare%3A"
                + "7300000000000000001)&queryType=IMPRESSION&aggregation=TOTAL");
  }

  @Test
  void an_account_that_may_not_read_statistics_is_not_to_be_reconnected_for_it() {
    platform.answers(
        StubPlatform.json(
            403,
            "{\"status\":403,\"serviceErrorCode\":100,\"code\":\"ACCESS_DENIED\",\"message\":"
                + "\"Not enough permissions to access: memberCreatorPostAnalytics.FINDER-entity\"}"));

    assertThat(measure("urn:li:person:x1"))
        .isInstanceOfSatisfying(
            Measurement.Failed.class,
            failed -> assertThat(failed.failure()).isInstanceOf(PublishFailure.Permanent.class));
  }

  @Test
  void a_bad_answer_is_no_measurement() {
    for (Bad bad : badAnswers()) {
      platform.answers(bad.reply());

      assertThat(measure("42"))
          .as(bad.name())
          .isInstanceOfSatisfying(
              Measurement.Failed.class,
              failed -> assertThat(failed.failure()).isInstanceOf(PublishFailure.Transient.class));
    }
  }

  @Test
  void a_members_posts_that_cant_be_read_are_for_a_person() {
    platform.answers(
        StubPlatform.json(
            403,
            "{\"status\":403,\"serviceErrorCode\":100,\"code\":\"ACCESS_DENIED\",\"message\":"
                + "\"Not enough permissions to access: partnerApiPostsExternal.FINDER-author\"}"));

    assertThat(hub.send(door("lookup"), as("urn:li:person:x1"), Sighting.class))
        .isInstanceOfSatisfying(
            Sighting.Unclear.class, look -> assertThat(look.forHuman()).isTrue());
    assertThat(lookup(handle()))
        .isInstanceOfSatisfying(
            Sighting.Unclear.class, look -> assertThat(look.forHuman()).isFalse());
  }

  @Test
  void an_app_without_refresh_tokens_asks_for_the_person_and_not_for_a_token() {
    Map<String, String> hosts = new HashMap<>();
    profile().hosts().keySet().forEach(role -> hosts.put(role, platform.url()));
    RefreshWork work = new RefreshWork(name(), "old", null, "client", "secret", hosts);

    TokenGrant grant = hub.send(door("refresh"), work, TokenGrant.class);

    assertThat(((TokenGrant.Denied) grant).failure())
        .isInstanceOf(PublishFailure.NeedsReauth.class);
    assertThat(platform.seen()).isEmpty();
  }

  private Measurement measure(String account) {
    return hub.send(door("metrics"), as(account), Measurement.class);
  }

  private LaneWork as(String account) {
    LaneWork first = work(handle(), ATTEMPT, platform.url());
    return new LaneWork(
        1,
        1,
        name(),
        content,
        new LaneWork.Account(1, account, "secret-token"),
        handle(),
        POST,
        1,
        ATTEMPT,
        first.hosts());
  }

  private static String page(String... posts) {
    return "{\"paging\":{\"start\":0,\"count\":50,\"links\":[]},\"elements\":["
        + String.join(",", posts)
        + "]}";
  }

  private static String post(String urn, String commentary, String image, long seconds) {
    long at = ATTEMPT.plusSeconds(seconds).toEpochMilli();
    String content = image == null ? "" : ",\"content\":{\"media\":{\"id\":\"" + image + "\"}}";
    return "{\"id\":\"%s\",\"commentary\":\"%s\",\"createdAt\":%d,\"lastModifiedAt\":%d%s}"
        .formatted(urn, commentary, at, at, content);
  }

  private StubPlatform.Reply upload(StubPlatform.Seen seen) {
    if (seen.target().startsWith("/rest/images/")) {
      return StubPlatform.json(200, "{\"id\":\"" + IMAGE + "\",\"status\":\"AVAILABLE\"}");
    }
    if (seen.target().equals("/rest/images?action=initializeUpload")) {
      return StubPlatform.json(
          200,
          "{\"value\":{\"uploadUrlExpiresAt\":1,\"uploadUrl\":\"%s/upload/0\",\"image\":\"%s\"}}"
              .formatted(platform.url(), IMAGE));
    }
    if (seen.target().equals("/rest/videos?action=initializeUpload")) {
      return StubPlatform.json(200, instructions());
    }
    if (seen.method().equals("PUT")) {
      String part = seen.target().substring("/upload/".length());
      return new StubPlatform.Answer(200, Map.of("ETag", "\"/ambry/" + part + ".bin\""), "");
    }
    return new StubPlatform.Answer(200, Map.of(), "");
  }

  private String instructions() {
    long bytes = ((MediaFetch.Fetched) medium).media().bytes();
    StringBuilder parts = new StringBuilder();
    for (long first = 0, i = 0; first < bytes; first += PART, i++) {
      parts.append(parts.length() == 0 ? "" : ",");
      parts.append(
          "{\"uploadUrl\":\"%s/upload/%d\",\"firstByte\":%d,\"lastByte\":%d}"
              .formatted(platform.url(), i, first, Math.min(first + PART, bytes) - 1));
    }
    return "{\"value\":{\"video\":\"%s\",\"uploadToken\":\"tok\",\"uploadInstructions\":[%s]}}"
        .formatted(VIDEO, parts);
  }

  private MediaFetch medium(int bytes, String type) throws IOException {
    Path file = Files.write(files.resolve("upload"), new byte[bytes]);
    return new MediaFetch.Fetched(new FetchedMedia(file, bytes, type));
  }
}
