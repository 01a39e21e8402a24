package io.snshub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.snshub.ApiOperations.Operation;
import io.snshub.accounts.ConnectedAccount;
import io.snshub.platform.PlatformCatalog;
import io.snshub.saga.SagaLog;
import io.snshub.store.Sql;
import io.snshub.web.IdempotencyKeys;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Every POST under an Idempotency-Key; one that is new needs a way to be tried here. */
@HubTest
@Tag("both-databases")
class IdempotencyApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String IMAGE = "https://cdn.example.com/photo.jpg";

  /**
   * What they do, they do at a platform, where doing it twice changes nothing more; or they use up
   * what they are sent for, which is not there a second time.
   */
  private static final Set<String> ONCE_BY_THEMSELVES = Set.of("refresh-account", "choose-places");

  @Autowired private Environment environment;
  @Autowired private ApplicationContext context;
  @Autowired private PlatformCatalog catalog;
  @Autowired private SagaLog sagas;
  @Autowired private JdbcClient jdbc;
  @Autowired private DataSource database;
  @Autowired private Clock clock;
  private HubClient hub;
  private ApiOperations api;
  private long user;
  private String key;
  private HubClient tenant;

  @BeforeEach
  void open() {
    hub = HubClient.of(environment);
    api = ApiOperations.of(environment);
    user = hub.post("/api/sns/users", Map.of("name", "once")).number("user_id");
    catalog.profiles().stream()
        .filter(platform -> platform.name().equals("twitter"))
        .forEach(platform -> ConnectedAccount.of(context, user, platform));
    key = hub.post("/api/sns/keys", Map.of("user_id", user)).text("key");
    tenant = hub.as(key);
  }

  /**
   * One way to use an operation, good for one effect.
   *
   * @param other another body, which the same key must not stand for; null when it takes none
   * @param probe where its effect is seen; null when it has none
   */
  private record Try(
      String path,
      @Nullable Object body,
      @Nullable Object other,
      @Nullable String probe,
      String key) {}

  private Map<String, Supplier<Try>> tries() {
    return Map.ofEntries(
        Map.entry("create-post", () -> tenant("", post("once"), post("other"), "")),
        Map.entry(
            "create-posts",
            () -> tenant("/bulk", List.of(post("once")), List.of(post("other")), "")),
        Map.entry("validate-post", () -> tenant("/validate", post("once"), post("other"), null)),
        Map.entry("cancel-post", () -> onDraft("cancel", null, null)),
        Map.entry("publish-post-now", () -> onDraft("publish", null, null)),
        Map.entry("schedule-post", () -> onDraft("schedule", at(1), at(2))),
        Map.entry("retry-post", this::retry),
        Map.entry("resume-saga", this::resume),
        Map.entry("replay-events", this::replay),
        Map.entry("add-media", this::media),
        Map.entry(
            "create-user",
            () ->
                new Try(
                    "/api/sns/users",
                    Map.of("name", "once more"),
                    Map.of("name", "other"),
                    "/api/sns/users?limit=1",
                    TestEnvironment.KEY)),
        Map.entry(
            "create-key",
            () ->
                new Try(
                    "/api/sns/keys",
                    Map.of("name", "once"),
                    Map.of("name", "other"),
                    "/api/sns/keys",
                    key)),
        Map.entry("rotate-key", this::rotation));
  }

  private Try tenant(
      String path, @Nullable Object body, @Nullable Object other, @Nullable String probe) {
    String posts = "/api/sns/posts";
    return new Try(posts + path, body, other, probe == null ? null : posts + probe, key);
  }

  private static Map<String, Object> post(String about) {
    return Map.of("content", HubClient.text(about), "platforms", List.of("twitter"), "draft", true);
  }

  private Map<String, Object> at(int days) {
    return Map.of("scheduled_at", clock.instant().plus(Duration.ofDays(days)).toString());
  }

  private Try onDraft(String command, @Nullable Object body, @Nullable Object other) {
    long draft = tenant.post("/api/sns/posts", post("draft")).number("post_id");
    return tenant("/" + draft + "/" + command, body, other, "/" + draft);
  }

  private Try retry() {
    long failed = tenant.post("/api/sns/posts", post("failed")).number("post_id");
    jdbc.sql("update post set status = 'failed' where id = :id").param("id", failed).update();
    jdbc.sql("update target set status = 'failed' where post_id = :id")
        .param("id", failed)
        .update();
    return tenant("/" + failed + "/retry", null, null, "/" + failed);
  }

  private Try resume() {
    UUID id = UUID.randomUUID();
    sagas.open(id, "publish", "post/0", user, "direct:nowhere", null);
    jdbc.sql(
            """
            update saga
               set status = 'in_progress', decision = 'complete', next_run_at = :next, runs = 5,
                   fence = 5, failures = 5
             where id = :id
            """)
        .param("id", id.toString())
        .param("next", Sql.at(clock.instant().plus(Duration.ofDays(1))))
        .update();
    return new Try("/api/sns/sagas/" + id + "/resume", null, null, "/api/sns/sagas/" + id, key);
  }

  private Try replay() {
    return new Try(
        "/api/sns/events/replay",
        Map.of("target", "read-model"),
        Map.of("target", "webhooks"),
        null,
        TestEnvironment.KEY);
  }

  private Try media() {
    return new Try(
        "/api/sns/media",
        Map.of("url", IMAGE),
        Map.of("url", IMAGE, "alt_text", "other"),
        "/api/sns/media",
        key);
  }

  private Try rotation() {
    long old = tenant.post("/api/sns/keys", Map.of("name", "old")).number("id");
    return new Try("/api/sns/keys/" + old + "/rotate", null, null, "/api/sns/keys", key);
  }

  private Stream<Operation> posts() {
    return api.all().stream()
        .filter(operation -> operation.method().equals("POST") && !operation.open())
        .filter(operation -> !ONCE_BY_THEMSELVES.contains(operation.id()));
  }

  private Try tryOf(Operation operation) {
    Supplier<Try> one = tries().get(operation.id());
    assertThat(one).as("a way to try " + operation).isNotNull();
    return one.get();
  }

  private HubClient.Reply send(Try one, @Nullable Object body, String idempotencyKey) {
    return api.send("POST", one.path(), one.key(), body, "Idempotency-Key", idempotencyKey);
  }

  /** What is seen of an effect, without the time of looking. */
  private @Nullable String seen(Try one) {
    if (one.probe() == null) {
      return null;
    }
    JsonNode body = api.send("GET", one.probe(), one.key(), null).body();
    if (body instanceof ObjectNode object) {
      object.remove("retrieved_at");
    }
    return body.toString();
  }

  @Test
  void a_key_stands_for_one_operation_on_one_object() {
    Try cancel = onDraft("cancel", null, null);
    Try another = onDraft("cancel", null, null);
    String once = UUID.randomUUID().toString();
    send(cancel, null, once);

    assertThat(send(another, null, once).status()).isEqualTo(422);
  }

  @TestFactory
  Stream<DynamicTest> the_first_answer_comes_again_and_only_for_the_same_request() {
    return posts().map(operation -> dynamicTest(operation.toString(), () -> again(operation)));
  }

  private void again(Operation operation) {
    Try one = tryOf(operation);
    String once = UUID.randomUUID().toString();
    String before = seen(one);

    HubClient.Reply first = send(one, one.body(), once);
    String after = seen(one);
    HubClient.Reply second = send(one, one.body(), once);

    assertThat(first.status()).as(first.toString()).isBetween(200, 299);
    assertThat(first.headers()).doesNotContainKey("idempotency-replayed");
    assertThat(second.status()).isEqualTo(first.status());
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.headers()).containsEntry("idempotency-replayed", List.of("true"));
    if (one.probe() != null) {
      assertThat(after).isNotEqualTo(before);
    }
    if (one.other() != null) {
      HubClient.Reply other = send(one, one.other(), once);
      assertThat(other.status()).as(other.toString()).isEqualTo(422);
      assertThat(other.text("code")).isEqualTo("idempotency_key_reused");
    }
    assertThat(
            jdbc.sql("select count(*) from idempotency_key where idem_key = :key")
                .param("key", once)
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  /**
   * Another node answers the same request first, but commits only when this one's work is done: if
   * that work were not in one transaction with its answer, it would stay.
   */
  @TestFactory
  Stream<DynamicTest> work_whose_answer_can_not_be_kept_has_not_happened() {
    return posts().map(operation -> dynamicTest(operation.toString(), () -> overtaken(operation)));
  }

  private void overtaken(Operation operation) throws Exception {
    Try one = tryOf(operation);
    String once = UUID.randomUUID().toString();
    String before = seen(one);
    TransactionTemplate otherNode =
        new TransactionTemplate(new DataSourceTransactionManager(database));

    CompletableFuture<HubClient.Reply> reply =
        otherNode.execute(
            begun -> {
              keep(one, once);
              CompletableFuture<HubClient.Reply> sent =
                  CompletableFuture.supplyAsync(() -> send(one, one.body(), once));
              await("it waits for the other node")
                  .pollInterval(Duration.ofMillis(10))
                  .until(() -> sent.isDone() || keeping());
              return sent;
            });

    HubClient.Reply answered = reply.get();
    assertThat(answered.body().path("winner").asBoolean()).as(answered.toString()).isTrue();
    assertThat(answered.headers()).containsEntry("idempotency-replayed", List.of("true"));
    assertThat(seen(one)).isEqualTo(before);
  }

  private void keep(Try one, String once) {
    jdbc.sql(
            """
            insert into idempotency_key
              (user_id, idem_key, method_path, body_hash, status, answer, created_at)
            values (:user, :key, :path, :hash, 200, :answer, :now)
            """)
        .param("user", one.key().equals(key) ? user : 1)
        .param("key", once)
        .param("path", "POST " + one.path())
        .param("hash", hash(one.body()))
        .param("answer", "{\"headers\":{},\"body\":{\"winner\":true}}")
        .param("now", Sql.at(clock.instant()))
        .update();
  }

  private static String hash(@Nullable Object body) {
    try {
      String text = body == null ? "" : JSON.writeValueAsString(body);
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A request has looked for an earlier answer, has done its work, and now wants to keep its own.
   */
  private static boolean keeping() {
    return Thread.getAllStackTraces().values().stream()
        .flatMap(Arrays::stream)
        .anyMatch(
            frame ->
                frame.getClassName().equals(IdempotencyKeys.class.getName())
                    && frame.getMethodName().equals("remember"));
  }
}
