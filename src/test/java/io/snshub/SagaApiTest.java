package io.snshub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.saga.SagaLog;
import io.snshub.store.Sql;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sagas that went wrong are seen, and a user can set them going again. */
@HubTest
@Tag("both-databases")
class SagaApiTest {
  private static final String SAGAS = "/api/sns/sagas";

  @Autowired private Environment environment;
  @Autowired private SagaLog log;
  @Autowired private JdbcClient jdbc;
  @Autowired private Clock clock;
  private HubClient hub;
  private long user;

  @BeforeEach
  void open() {
    hub = HubClient.of(environment);
    user = hub.get("/api/sns/me").number("user_id");
  }

  /** A saga that has run, in whatever state; its route needs no platform. */
  private String saga(String status, String decision, Instant nextRunAt, int failures) {
    UUID id = UUID.randomUUID();
    log.open(id, "publish", "post/0", user, "direct:nowhere", null);
    jdbc.sql(
            """
            update saga
               set status = :status, decision = :decision, next_run_at = :next, runs = 5, fence = 5,
                   failures = :failures, last_error = 'no answer', ended_at = :ended
             where id = :id
            """)
        .param("id", id.toString())
        .param("status", status)
        .param("decision", decision)
        .param("next", Sql.at(nextRunAt))
        .param("failures", failures)
        .param("ended", Sql.at(nextRunAt == null ? clock.instant() : null))
        .update();
    return id.toString();
  }

  private HubClient.Reply resume(String id) {
    return hub.command(SAGAS + "/" + id + "/resume");
  }

  private List<String> listed(String query) {
    return hub.get(SAGAS + "?limit=100&" + query).body().path("sagas").findValuesAsText("saga_id");
  }

  @Test
  void a_saga_that_was_given_up_is_stuck_says_why_and_ends_once_it_is_resumed() {
    String id = saga("failed", "complete", null, 100);
    JsonNode stuck = hub.get(SAGAS + "/" + id).body();
    assertThat(stuck.path("stuck").asBoolean()).isTrue();
    assertThat(stuck.path("stuck_reason").asText()).isEqualTo("given_up");
    assertThat(stuck.path("last_error").asText()).isEqualTo("no answer");
    assertThat(stuck.path("failures").asInt()).isEqualTo(100);
    assertThat(listed("stuck=true")).contains(id);
    assertThat(listed("stuck=false")).doesNotContain(id);

    HubClient.Reply resumed = resume(id);

    assertThat(resumed.status()).isEqualTo(202);
    assertThat(resumed.text("saga_id")).isEqualTo(id);
    await().until(() -> hub.get(SAGAS + "/" + id).text("status"), "completed"::equals);
    assertThat(hub.get(SAGAS + "/" + id).body().path("stuck").asBoolean()).isFalse();
    assertThat(listed("stuck=true")).doesNotContain(id);
  }

  @Test
  void a_saga_that_was_given_up_while_compensating_goes_on_compensating() {
    String id = saga("failed", "compensate", null, 100);

    assertThat(resume(id).status()).isEqualTo(202);

    await().until(() -> hub.get(SAGAS + "/" + id).text("status"), "compensated"::equals);
  }

  @Test
  void a_saga_that_waits_goes_on_at_once() {
    String id = saga("compensating", "compensate", clock.instant().plus(Duration.ofHours(1)), 0);

    HubClient.Reply resumed = resume(id);

    assertThat(resumed.status()).isEqualTo(202);
    await().until(() -> hub.get(SAGAS + "/" + id).text("status"), "compensated"::equals);
  }

  @Test
  void a_saga_whose_runs_fail_is_stuck_before_it_is_given_up() {
    UUID id = UUID.randomUUID();
    log.open(id, "publish", "post/0", user, "no-such-kind:door", clock.instant());

    JsonNode failing =
        await()
            .until(() -> hub.get(SAGAS + "/" + id).body(), saga -> saga.path("stuck").asBoolean());

    assertThat(failing.path("stuck_reason").asText()).isEqualTo("failing");
    assertThat(failing.path("status").asText()).isEqualTo("in_progress");
    assertThat(failing.path("next_run_at").isNull()).isFalse();
    assertThat(failing.path("last_error").asText()).contains("no-such-kind").doesNotContain("\n");
    assertThat(listed("stuck=true&status=in_progress")).contains(id.toString());
    jdbc.sql("update saga set status = 'failed', next_run_at = null where id = ?")
        .param(id.toString())
        .update();
  }

  @Test
  void a_saga_that_is_running_is_left_as_it_is() {
    String id = saga("in_progress", null, clock.instant().plus(Duration.ofHours(1)), 2);
    jdbc.sql("update saga set lease_owner = 'elsewhere' where id = ?").param(id).update();

    HubClient.Reply resumed = resume(id);

    assertThat(resumed.status()).isEqualTo(200);
    assertThat(resumed.text("message")).contains("running already");
    assertThat(hub.get(SAGAS + "/" + id).number("failures")).isEqualTo(2);
  }

  @Test
  void what_has_ended_was_called_off_or_has_not_begun_is_refused_with_its_own_code() {
    String ended = saga("completed", "complete", null, 0);
    UUID asleep = UUID.randomUUID();
    log.open(asleep, "publish", "post/0", user, "direct:nowhere", null);
    UUID cancelled = UUID.randomUUID();
    log.open(cancelled, "publish", "post/0", user, "direct:nowhere", null);
    log.cancel(cancelled.toString(), "by the user");

    assertThat(resume(ended).status()).isEqualTo(409);
    assertThat(resume(ended).text("code")).isEqualTo("saga_ended");
    assertThat(resume(asleep.toString()).text("code")).isEqualTo("saga_not_started");
    assertThat(resume(cancelled.toString()).text("code")).isEqualTo("saga_cancelled");
    assertThat(listed("stuck=true")).doesNotContain(cancelled.toString(), asleep.toString());
  }

  @Test
  void another_users_saga_and_an_unknown_one_are_not_found() {
    String id = saga("failed", "complete", null, 100);
    long stranger = hub.post("/api/sns/users", Map.of("name", "stranger")).number("user_id");
    HubClient other = hub.as(hub.post("/api/sns/keys", Map.of("user_id", stranger)).text("key"));

    assertThat(other.command(SAGAS + "/" + id + "/resume").status()).isEqualTo(404);
    assertThat(resume("nobody").status()).isEqualTo(404);
    assertThat(hub.get(SAGAS + "/" + id).text("status")).isEqualTo("failed");
  }

  @Test
  void resuming_twice_under_one_key_gives_the_first_answer_again() {
    String id = saga("failed", "complete", null, 100);
    String key = UUID.randomUUID().toString();
    String path = SAGAS + "/" + id + "/resume";

    HubClient.Reply first = hub.post(path, Map.of(), "Idempotency-Key", key);
    await().until(() -> hub.get(SAGAS + "/" + id).text("status"), "completed"::equals);
    HubClient.Reply again = hub.post(path, Map.of(), "Idempotency-Key", key);

    assertThat(first.status()).isEqualTo(202);
    assertThat(again.status()).isEqualTo(202);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers()).containsKey("idempotency-replayed");
  }

  @Test
  void the_document_tells_all_about_resuming() {
    JsonNode paths = hub.get("/api/openapi.json").body().path("paths");
    JsonNode resume = paths.path(SAGAS + "/{id}/resume").path("post");

    assertThat(resume.path("operationId").asText()).isEqualTo("resume-saga");
    assertThat(resume.path("responses").fieldNames())
        .toIterable()
        .contains("200", "202", "401", "404", "409", "422", "503");
    assertThat(paths.path(SAGAS).path("get").path("parameters").findValuesAsText("name"))
        .contains("stuck");
  }
}
