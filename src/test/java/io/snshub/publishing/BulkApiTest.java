package io.snshub.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.HubClient;
import io.snshub.HubTest;
import io.snshub.accounts.ConnectedAccount;
import io.snshub.platform.PlatformCatalog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Many posts in one request. */
@HubTest
@Tag("both-databases")
class BulkApiTest {
  private static final String BULK = "/api/sns/posts/bulk";

  @Autowired private Environment environment;
  @Autowired private ApplicationContext context;
  @Autowired private PlatformCatalog catalog;
  @Autowired private JdbcClient jdbc;
  private HubClient hub;
  private long user;

  @BeforeEach
  void open() {
    HubClient admin = HubClient.of(environment);
    user = admin.post("/api/sns/users", Map.of("name", "bulk")).number("user_id");
    catalog.profiles().stream()
        .filter(platform -> platform.name().matches("twitter|linkedin"))
        .forEach(platform -> ConnectedAccount.of(context, user, platform));
    hub = admin.as(admin.post("/api/sns/keys", Map.of("user_id", user)).text("key"));
  }

  private static Map<String, Object> draft(String content, Object... more) {
    Map<String, Object> post =
        new HashMap<>(Map.of("content", content, "platforms", List.of("twitter"), "draft", true));
    for (int i = 0; i < more.length; i += 2) {
      post.put((String) more[i], more[i + 1]);
    }
    return post;
  }

  private long stored() {
    return jdbc.sql("select count(*) from post where user_id = ?")
        .param(user)
        .query(Long.class)
        .single();
  }

  private static List<String> states(HubClient.Reply reply) {
    return reply.body().path("rows").findValuesAsText("status");
  }

  @Test
  void each_row_is_accepted_or_rejected_by_itself() {
    List<Object> rows = new ArrayList<>();
    rows.add(draft("one"));
    rows.add(draft("x".repeat(300)));
    rows.add(draft("three", "colour", "red"));
    rows.add(Map.of("content", 5));
    rows.add("five");
    rows.add(null);
    rows.add(draft("seven"));

    HubClient.Reply reply = hub.post(BULK, rows);

    assertThat(reply.status()).as(reply.toString()).isEqualTo(207);
    assertThat(states(reply))
        .containsExactly(
            "accepted", "rejected", "rejected", "rejected", "rejected", "rejected", "accepted");
    assertThat(reply.number("accepted")).isEqualTo(2);
    assertThat(reply.number("rejected")).isEqualTo(5);
    JsonNode verdicts = reply.body().path("rows");
    assertThat(verdicts.findValuesAsText("row")).containsExactly("1", "2", "3", "4", "5", "6", "7");
    assertThat(hub.show(verdicts.get(6).path("post_id").asLong()).text("content"))
        .isEqualTo("seven");
    assertThat(verdicts.get(1).path("errors"))
        .isEqualTo(hub.post("/api/sns/posts", rows.get(1)).body().path("errors"));
    assertThat(verdicts.get(2).path("errors").get(0).path("field").asText()).isEqualTo("colour");
    assertThat(stored()).isEqualTo(2);
  }

  @Test
  void what_is_accepted_is_published() {
    String text = HubClient.text("many");
    List<Map<String, Object>> rows =
        IntStream.range(0, 5).mapToObj(i -> draft(text + " " + i, "draft", false)).toList();

    HubClient.Reply reply = hub.post(BULK, rows);

    for (JsonNode verdict : reply.body().path("rows")) {
      hub.awaitStatus(verdict.path("post_id").asLong(), "published");
    }
    assertThat(hub.posts(text)).hasSize(5);
  }

  @Test
  void what_a_rejected_row_has_written_is_undone_and_the_others_stay() {
    long medium =
        hub.post("/api/sns/media", Map.of("url", "https://cdn.example.com/photo.jpg"))
            .number("media_id");

    HubClient.Reply reply =
        hub.post(
            BULK,
            List.of(
                draft("with", "media_ids", List.of(medium)),
                draft("without", "media_ids", List.of(999_999_999)),
                draft("again", "media_ids", List.of(medium))));

    assertThat(states(reply)).containsExactly("accepted", "rejected", "accepted");
    assertThat(stored()).isEqualTo(2);
  }

  @Test
  void sent_twice_under_one_key_it_is_done_once() {
    List<Map<String, Object>> rows = List.of(draft("a"), draft("b"), draft(" "));

    HubClient.Reply one =
        hub.post(BULK, rows, "Idempotency-Key", HubClient.text("key").replace(' ', '-'));
    HubClient.Reply unkeyed = hub.post(BULK, rows);

    assertThat(states(unkeyed)).isEqualTo(states(one));
    assertThat(stored()).isEqualTo(4);
    String key = HubClient.text("twice").replace(' ', '-');
    HubClient.Reply first = hub.post(BULK, rows, "Idempotency-Key", key);
    HubClient.Reply second = hub.post(BULK, rows, "Idempotency-Key", key);
    assertThat(second.status()).isEqualTo(207);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.headers().get("idempotency-replayed")).containsExactly("true");
    assertThat(stored()).isEqualTo(6);
  }

  @Test
  void takes_five_hundred_and_no_more() {
    List<Map<String, Object>> rows =
        IntStream.range(0, 500).mapToObj(i -> draft("number " + i)).toList();

    HubClient.Reply reply = hub.post(BULK, rows);

    assertThat(reply.status()).isEqualTo(207);
    assertThat(reply.number("accepted")).isEqualTo(500);
    List<Map<String, Object>> more = new ArrayList<>(rows);
    more.add(draft("one too many"));
    HubClient.Reply refused = hub.post(BULK, more);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("detail")).isEqualTo("body: has 501 entries, 1 to 500 are allowed");
    assertThat(hub.post(BULK, List.of()).status()).isEqualTo(400);
    HubClient.Reply object = hub.post(BULK, draft("alone"));
    assertThat(object.status()).isEqualTo(400);
    assertThat(object.text("detail")).isEqualTo("body: must be a list");
    assertThat(hub.post(BULK, List.of(draft("x".repeat(1_100_000)))).status()).isEqualTo(413);
    assertThat(stored()).isEqualTo(500);
  }

  @Test
  void a_key_for_some_accounts_reaches_those_only() {
    long twitter =
        jdbc.sql("select id from account where user_id = ? and platform = 'twitter'")
            .param(user)
            .query(Long.class)
            .single();
    HubClient narrow =
        hub.as(hub.post("/api/sns/keys", Map.of("account_ids", List.of(twitter))).text("key"));

    HubClient.Reply reply =
        narrow.post(BULK, List.of(draft("own"), draft("others", "platforms", List.of("linkedin"))));

    assertThat(states(reply)).containsExactly("accepted", "rejected");
  }
}
