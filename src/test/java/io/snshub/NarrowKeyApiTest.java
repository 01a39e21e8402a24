package io.snshub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.snshub.ApiOperations.Operation;
import io.snshub.accounts.ConnectedAccount;
import io.snshub.platform.PlatformCatalog;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A key that may use some of its user's accounts only. */
@HubTest
@Tag("both-databases")
class NarrowKeyApiTest {
  private static final String POSTS = "/api/sns/posts";

  @Autowired private Environment environment;
  @Autowired private ApplicationContext context;
  @Autowired private PlatformCatalog catalog;
  @Autowired private JdbcClient jdbc;
  private ApiOperations api;
  private HubClient hub;
  private HubClient whole;
  private HubClient narrow;
  private HubClient.Reply issued;
  private long user;

  @BeforeEach
  void open() {
    hub = HubClient.of(environment);
    api = ApiOperations.of(environment);
    user = hub.post("/api/sns/users", Map.of("name", "narrow")).number("user_id");
    catalog.profiles().stream()
        .filter(platform -> platform.name().matches("twitter|linkedin"))
        .forEach(platform -> ConnectedAccount.of(context, user, platform));
    whole = hub.as(hub.post("/api/sns/keys", Map.of("user_id", user)).text("key"));
    issued =
        whole.post("/api/sns/keys", Map.of("name", "narrow", "account_ids", List.of(twitter())));
    assertThat(issued.status()).as(issued.toString()).isEqualTo(201);
    narrow = hub.as(issued.text("key"));
  }

  private long twitter() {
    return jdbc.sql("select id from account where user_id = :user and platform = 'twitter'")
        .param("user", user)
        .query(Long.class)
        .single();
  }

  private HubClient.Reply draft(HubClient by, String... platforms) {
    return by.post(
        POSTS,
        Map.of(
            "content", HubClient.text("narrow"), "platforms", List.of(platforms), "draft", true));
  }

  @Test
  void posts_go_to_its_accounts_only() {
    assertThat(draft(narrow, "twitter").status()).isEqualTo(201);

    HubClient.Reply beyond = draft(narrow, "twitter", "linkedin");

    assertThat(beyond.status()).isEqualTo(400);
    assertThat(beyond.toString()).contains("linkedin: no account is connected");
    assertThat(draft(whole, "twitter", "linkedin").status()).isEqualTo(201);
    HubClient.Reply verdict =
        narrow.post(
            POSTS + "/validate",
            Map.of("content", "dry", "platforms", List.of("twitter", "linkedin")));
    assertThat(verdict.body().path("valid").asBoolean()).isFalse();
  }

  @Test
  void shows_and_changes_posts_of_its_accounts_only() {
    long own = draft(whole, "twitter").number("post_id");
    long beyond = draft(whole, "twitter", "linkedin").number("post_id");

    HubClient.Reply list = narrow.get(POSTS);
    assertThat(list.number("total")).isEqualTo(1);
    assertThat(list.body().path("posts").get(0).path("post_id").asLong()).isEqualTo(own);
    assertThat(narrow.show(own).status()).isEqualTo(200);
    assertThat(narrow.get(POSTS + "/" + own + "/timeline").status()).isEqualTo(200);
    for (String command : List.of("publish", "cancel", "retry")) {
      assertThat(narrow.command(POSTS + "/" + beyond + "/" + command).status()).isEqualTo(404);
    }
    assertThat(
            narrow
                .post(
                    POSTS + "/" + beyond + "/schedule",
                    Map.of("scheduled_at", "2099-01-01T00:00:00Z"))
                .status())
        .isEqualTo(404);
    Map<String, Object> change = Map.of("content", "mine now", "platforms", List.of("twitter"));
    assertThat(narrow.put(POSTS + "/" + beyond, change).status()).isEqualTo(404);
    Map<String, Object> wider =
        Map.of("content", "wider", "platforms", List.of("twitter", "linkedin"));
    assertThat(narrow.put(POSTS + "/" + own, wider).status()).isEqualTo(400);
    assertThat(narrow.put(POSTS + "/" + own, change).status()).isEqualTo(200);
    assertThat(narrow.delete(POSTS + "/" + beyond).status()).isEqualTo(404);
    assertThat(narrow.get(POSTS + "/" + beyond + "/analytics").status()).isEqualTo(404);
    assertThat(narrow.get(POSTS + "/" + own + "/analytics").status()).isEqualTo(200);
    assertThat(narrow.show(beyond).status()).isEqualTo(404);
    assertThat(narrow.get(POSTS + "/" + beyond + "/timeline").status()).isEqualTo(404);
    assertThat(whole.show(beyond).text("status")).isEqualTo("draft");
    assertThat(narrow.command(POSTS + "/" + own + "/cancel").status()).isEqualTo(200);
  }

  @TestFactory
  Stream<DynamicTest> is_kept_from_what_can_not_tell_accounts_apart() {
    return api.all().stream()
        .filter(operation -> !operation.open())
        .filter(
            operation ->
                !operation.path().matches("/api/sns/(me|platforms|media|posts|analytics)(/.*)?"))
        .map(operation -> dynamicTest(operation.toString(), () -> refused(operation)));
  }

  private void refused(Operation operation) {
    HubClient.Reply reply =
        api.send(operation.method(), operation.at(issued.number("id")), issued.text("key"), null);

    assertThat(reply.status()).as(reply.toString()).isEqualTo(403);
  }

  @Test
  void its_successor_is_as_narrow() {
    HubClient.Reply rotated = whole.command("/api/sns/keys/" + issued.number("id") + "/rotate");

    assertThat(rotated.body().path("account_ids").get(0).asLong()).isEqualTo(twitter());
    assertThat(draft(hub.as(rotated.text("key")), "linkedin").status()).isEqualTo(400);
    assertThat(draft(hub.as(rotated.text("key")), "twitter").status()).isEqualTo(201);
  }

  @Test
  void takes_accounts_of_its_own_user_only() {
    long strangers =
        jdbc.sql("select min(id) from account where user_id <> :user")
            .param("user", user)
            .query(Long.class)
            .single();

    HubClient.Reply refused =
        whole.post("/api/sns/keys", Map.of("account_ids", List.of(twitter(), strangers)));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.toString()).contains("account_ids");
  }
}
