package io.snshub;

import static io.snshub.AllowPage.ALLOW;
import static io.snshub.AllowPage.connect;
import static io.snshub.AllowPage.json;
import static io.snshub.AllowPage.link;
import static io.snshub.AllowPage.open;
import static io.snshub.AllowPage.wayBack;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.accounts.ConnectedAccount;
import io.snshub.platform.MediaRule;
import io.snshub.platform.PlatformCatalog;
import io.snshub.platform.PlatformProfile;
import io.snshub.vault.Vault;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A person connects an account: to the platform's page, a click on Allow, and back. */
@HubTest
class ConnectTest {
  private static final String IMAGE = "https://cdn.example.com/picture.jpg";
  private static final String VIDEO = "https://cdn.example.com/video.mp4";
  private static final Pattern DENY = Pattern.compile("id=deny href=\"([^\"]+)\"");
  private static final Pattern PLACE = Pattern.compile("class=place href=\"callback([^\"]+)\"");

  @Autowired private Environment environment;
  @Autowired private PlatformCatalog catalog;
  @Autowired private JdbcClient jdbc;
  @Autowired private Vault vault;
  @Autowired private ApplicationContext context;

  private HubClient hub;

  @BeforeEach
  void find() {
    hub = HubClient.of(environment);
  }

  @AfterEach
  void clear() {
    hub.clearFaults();
  }

  /** Somebody without any account. */
  private HubClient somebody() {
    long user = hub.post("/api/sns/users", Map.of("name", "somebody")).number("user_id");
    return hub.as(hub.post("/api/sns/keys", Map.of("user_id", user)).text("key"));
  }

  private static List<String> media(PlatformProfile platform) {
    MediaRule rule = platform.media();
    if (!rule.required() && !rule.videoRequired()) {
      return List.of();
    }
    return List.of(rule.maxImages() > 0 ? IMAGE : VIDEO);
  }

  private static long publish(HubClient as, PlatformProfile platform, String text, long account) {
    List<String> media = media(platform);
    return media.isEmpty()
        ? as.publish(text, List.of(platform.name()), "accounts", Map.of(platform.name(), account))
        : as.publish(
            text,
            List.of(platform.name()),
            "accounts",
            Map.of(platform.name(), account),
            "media_urls",
            media);
  }

  @TestFactory
  Stream<DynamicTest> an_account_is_connected_and_posted_with() {
    return catalog.profiles().stream()
        .map(
            platform ->
                dynamicTest(
                    platform.name(),
                    () -> {
                      HubClient as = somebody();

                      long id = connect(as, platform);

                      HubClient.Reply shown = as.get("/api/sns/accounts/" + id);
                      assertThat(shown.text("status")).isEqualTo("connected");
                      assertThat(shown.text("remote_id")).isEqualTo(platform.sandbox().account());
                      assertThat(shown.body().path("scopes").toString())
                          .contains(platform.access().scopes());
                      assertThat(
                              as.get("/api/sns/accounts?platform=" + platform.name())
                                  .number("total"))
                          .isEqualTo(1);
                      String text = HubClient.text("connected " + platform.name());
                      as.awaitStatus(publish(as, platform, text, id), "published");
                      assertThat(hub.posts(text)).hasSize(1);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> a_token_is_renewed_on_demand_and_used_afterwards() {
    return catalog.profiles().stream()
        .filter(platform -> !platform.name().equals("threads"))
        .map(
            platform ->
                dynamicTest(
                    platform.name(),
                    () -> {
                      HubClient as = somebody();
                      long id = connect(as, platform);
                      String before = token(id);

                      HubClient.Reply refreshed =
                          as.command("/api/sns/accounts/" + id + "/refresh");

                      assertThat(refreshed.status()).as("%s", refreshed).isEqualTo(200);
                      if (!platform.name().equals("facebook")) {
                        // a Page's token may stay the same
                        assertThat(token(id)).isNotEqualTo(before);
                      }
                      String text = HubClient.text("renewed " + platform.name());
                      as.awaitStatus(publish(as, platform, text, id), "published");
                    }));
  }

  private String token(long id) {
    return vault.open(
        jdbc.sql("select access_token from account where id = ?")
            .param(id)
            .query(String.class)
            .single());
  }

  @Test
  void a_browser_is_sent_to_the_page_and_shown_a_page_at_the_end() {
    HubClient as = somebody();
    HubClient.Reply away = as.get("/api/sns/oauth/twitter/authorize?redirect=true");
    assertThat(away.status()).isEqualTo(302);
    String page = open(away.headers().get("location").get(0), "text/html").body();

    HttpResponse<String> back = open(link(ALLOW, page), "text/html,application/xhtml+xml");

    assertThat(back.statusCode()).isEqualTo(200);
    assertThat(back.headers().firstValue("content-type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
    assertThat(back.body()).contains("id=connected").contains("@");
    assertThat(as.get("/api/sns/accounts").number("total")).isEqualTo(1);
  }

  @Test
  void a_person_chooses_one_of_several_places_on_the_page() {
    HubClient as = somebody();
    HttpResponse<String> back = open(wayBack(as, "linkedin", ALLOW), "text/html");
    assertThat(back.body())
        .contains("id=choose")
        .contains("Sandbox Page")
        .contains("Sandbox Member");
    assertThat(as.get("/api/sns/accounts").number("total")).isZero();
    String callback = back.uri().toString().replaceFirst("\\?.*", "");
    String chosen = callback + link(PLACE, back.body());

    HttpResponse<String> done = open(chosen, "text/html");

    assertThat(done.body()).contains("id=connected");
    assertThat(as.get("/api/sns/accounts").number("total")).isEqualTo(1);
    assertThat(open(chosen, "text/html").statusCode()).isEqualTo(404);
    assertThat(as.get("/api/sns/accounts").number("total")).isEqualTo(1);
  }

  @Test
  void several_places_are_connected_at_once_where_their_tokens_may_be_shared() {
    HubClient as = somebody();
    JsonNode offered = json(open(wayBack(as, "linkedin", ALLOW), "application/json"));
    List<String> places = offered.path("places").findValuesAsText("place");
    assertThat(places).hasSize(2);
    Map<String, Object> choice =
        Map.of("connection_id", offered.path("connection_id").asText(), "places", places);

    assertThat(somebody().post("/api/sns/accounts", choice).status())
        .as("somebody else's choice")
        .isEqualTo(404);
    assertThat(as.post("/api/sns/accounts", choice).status()).isEqualTo(201);

    assertThat(as.get("/api/sns/accounts").body().path("accounts").findValuesAsText("remote_id"))
        .containsExactlyElementsOf(places);
  }

  @Test
  void denying_connects_nothing_and_says_so() {
    HubClient as = somebody();
    HttpResponse<String> back = open(wayBack(as, "pinterest", DENY), "application/json");

    assertThat(back.statusCode()).isEqualTo(422);
    assertThat(json(back).path("code").asText()).isEqualTo("access_denied");
    assertThat(as.get("/api/sns/accounts").number("total")).isZero();
  }

  @Test
  void a_state_that_was_not_given_out_is_refused() {
    String way = wayBack(somebody(), "twitter", ALLOW);

    HttpResponse<String> invented =
        open(way.replaceFirst("state=[^&]+", "state=invented"), "application/json");
    HttpResponse<String> none = open(way.replaceFirst("state=[^&]+", "x=1"), "application/json");
    HttpResponse<String> elsewhere =
        open(way.replace("/twitter/callback", "/threads/callback"), "application/json");

    assertThat(invented.statusCode()).isEqualTo(400);
    assertThat(json(invented).path("code").asText()).isEqualTo("state_unknown");
    assertThat(none.statusCode()).isEqualTo(400);
    assertThat(json(elsewhere).path("code").asText()).isEqualTo("state_unknown");
  }

  @Test
  void an_answer_is_taken_once() {
    HubClient as = somebody();
    String way = wayBack(as, "twitter", ALLOW);
    assertThat(open(way, "application/json").statusCode()).isEqualTo(200);

    HttpResponse<String> again = open(way, "application/json");

    assertThat(again.statusCode()).isEqualTo(400);
    assertThat(json(again).path("code").asText()).isEqualTo("state_used");
    assertThat(as.get("/api/sns/accounts").number("total")).isEqualTo(1);
  }

  @Test
  void a_code_of_another_journey_is_refused_by_its_verifier() {
    HubClient as = somebody();
    String mine = wayBack(as, "twitter", ALLOW);
    String other = wayBack(somebody(), "twitter", ALLOW);
    String code = other.replaceFirst(".*code=([^&]+).*", "$1");

    HttpResponse<String> back =
        open(mine.replaceFirst("code=[^&]+", "code=" + code), "application/json");

    assertThat(back.statusCode()).isEqualTo(422);
    assertThat(json(back).path("code").asText()).isEqualTo("code_refused");
    assertThat(as.get("/api/sns/accounts").number("total")).isZero();
  }

  @Test
  void what_was_not_allowed_is_named_and_nothing_connected() {
    HubClient as = somebody();
    String way = wayBack(as, "twitter", ALLOW);
    hub.fault(
        "twitter",
        "token",
        "status",
        "code",
        200,
        "times",
        1,
        "body",
        "{\"token_type\":\"bearer\",\"expires_in\":7200,\"access_token\":\"sandbox-twitter-token\","
            + "\"scope\":\"tweet.read users.read offline.access\"}");

    HttpResponse<String> back = open(way, "application/json");

    assertThat(json(back).path("code").asText()).isEqualTo("missing_scope");
    assertThat(json(back).path("detail").asText())
        .contains("tweet.write, media.write")
        .doesNotContain("tweet.read");
    assertThat(as.get("/api/sns/accounts").number("total")).isZero();
  }

  @Test
  void connecting_again_keeps_the_account_and_makes_it_good() {
    HubClient as = somebody();
    PlatformProfile twitter = catalog.find("twitter").orElseThrow();
    long id = connect(as, twitter);
    jdbc.sql("update account set status = 'needs_reauth' where id = ?").param(id).update();
    assertThat(as.get("/api/sns/accounts/" + id).text("what_to_do")).contains("oauth/twitter");
    assertThat(as.get("/api/sns/accounts?status=needs_reauth").number("total")).isEqualTo(1);

    long again = connect(as, twitter);

    assertThat(again).isEqualTo(id);
    assertThat(as.get("/api/sns/accounts/" + id).text("status")).isEqualTo("connected");
    assertThat(events(id)).containsExactly("account:connected", "account:connected");
  }

  private List<String> events(long account) {
    return org.awaitility.Awaitility.await()
        .until(
            () ->
                jdbc.sql("select type from event where subject = ? order by id")
                    .param("account/" + account)
                    .query(String.class)
                    .list(),
            types -> types.size() >= 2);
  }

  @Test
  void letting_go_revokes_forgets_and_asks_first_when_posts_need_it() {
    HubClient as = somebody();
    PlatformProfile twitter = catalog.find("twitter").orElseThrow();
    long id = connect(as, twitter);
    String token = token(id);
    String text = HubClient.text("later");
    long post = as.publish(text, List.of("twitter"), "scheduled_at", "2999-01-01T00:00:00Z");

    assertThat(as.delete("/api/sns/accounts/" + id).text("code")).isEqualTo("account_needed");
    HubClient.Reply gone = as.delete("/api/sns/accounts/" + id + "?force=true");

    assertThat(gone.status()).as("%s", gone).isEqualTo(200);
    assertThat(as.get("/api/sns/accounts/" + id).status()).isEqualTo(404);
    assertThat(as.delete("/api/sns/accounts/" + id).status()).isEqualTo(404);
    assertThat(
            jdbc.sql("select access_token from account where id = ?")
                .param(id)
                .query(String.class)
                .single())
        .isEmpty();
    assertThat(token).isNotEmpty();
    assertThat(post).isPositive();
    assertThat(events(id)).containsExactly("account:connected", "account:disconnected");
    assertThat(connect(as, twitter)).as("the same id").isEqualTo(id);
  }

  @Test
  void a_token_is_renewed_before_it_ends() {
    HubClient as = somebody();
    long id = connect(as, catalog.find("pinterest").orElseThrow());
    String before = token(id);
    jdbc.sql("update account set refresh_at = created_at where id = ?").param(id).update();

    ConnectedAccount.renewDue(context);

    assertThat(token(id)).isNotEqualTo(before);
    assertThat(as.get("/api/sns/accounts/" + id).text("status")).isEqualTo("connected");
  }

  @Test
  void a_token_that_has_expired_is_renewed_and_a_revoked_one_needs_the_person() {
    HubClient as = somebody();
    PlatformProfile twitter = catalog.find("twitter").orElseThrow();
    long id = connect(as, twitter);
    String before = token(id);

    hub.fault("twitter", "publish", "expire_token", "times", 1);
    as.awaitStatus(publish(as, twitter, HubClient.text("expired"), id), "published");
    assertThat(token(id)).isNotEqualTo(before);

    hub.fault("twitter", "publish", "expire_token", "times", 1);
    hub.fault("twitter", "token", "expire_token");
    as.awaitStatus(publish(as, twitter, HubClient.text("revoked"), id), "failed");
    HubClient.Reply shown = as.get("/api/sns/accounts/" + id);
    assertThat(shown.text("status")).isEqualTo("needs_reauth");
    assertThat(shown.text("what_to_do")).contains("/api/sns/oauth/twitter/authorize");
    assertThat(shown.text("problem")).startsWith("twitter");
    hub.clearFaults();

    assertThat(connect(as, twitter)).isEqualTo(id);
    as.awaitStatus(publish(as, twitter, HubClient.text("again"), id), "published");
  }

  @Test
  void another_users_accounts_are_not_there() {
    long id = connect(somebody(), catalog.find("twitter").orElseThrow());
    HubClient other = somebody();

    assertThat(other.get("/api/sns/accounts/" + id).status()).isEqualTo(404);
    assertThat(other.delete("/api/sns/accounts/" + id + "?force=true").status()).isEqualTo(404);
    assertThat(other.command("/api/sns/accounts/" + id + "/refresh").status()).isEqualTo(404);
    assertThat(other.get("/api/sns/accounts").number("total")).isZero();
  }

  @Test
  void scheduled_posts_are_shown_that_would_fail() {
    HubClient as = somebody();
    long id = connect(as, catalog.find("twitter").orElseThrow());
    long post =
        as.publish(
            HubClient.text("later"), List.of("twitter"), "scheduled_at", "2999-01-01T00:00:00Z");
    assertThat(as.get("/api/sns/accounts/" + id).body().path("endangered_posts")).isEmpty();

    jdbc.sql("update account set status = 'needs_reauth' where id = ?").param(id).update();

    assertThat(
            as.get("/api/sns/accounts/" + id)
                .body()
                .path("endangered_posts")
                .path(0)
                .path("post_id")
                .asLong())
        .isEqualTo(post);
  }

  @Test
  void no_token_is_in_any_answer_or_event() {
    HubClient as = somebody();
    long id = connect(as, catalog.find("twitter").orElseThrow());
    String token = token(id);

    String told =
        as.get("/api/sns/accounts/" + id).body().toString()
            + as.get("/api/sns/accounts").body()
            + as.command("/api/sns/accounts/" + id + "/refresh").body()
            + as.delete("/api/sns/accounts/" + id).body()
            + String.join("", jdbc.sql("select data from event").query(String.class).list());

    assertThat(token).isNotEmpty();
    assertThat(told).doesNotContain(token).doesNotContain("sandbox-twitter-");
  }
}
