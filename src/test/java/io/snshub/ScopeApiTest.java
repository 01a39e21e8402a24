package io.snshub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.snshub.ApiOperations.Operation;
import io.snshub.call.Scopes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** What a key may do, operation by operation. */
@HubTest
class ScopeApiTest {
  private static final String NOBODYS = "999999999";

  @Autowired private Environment environment;
  private final Map<String, String> keys = new HashMap<>();
  private HubClient hub;
  private ApiOperations api;
  private long user;

  @BeforeEach
  void open() {
    hub = HubClient.of(environment);
    api = ApiOperations.of(environment);
    user = hub.post("/api/sns/users", Map.of("name", "scoped")).number("user_id");
  }

  private String key(String... scopes) {
    return keys.computeIfAbsent(
        String.join(" ", scopes),
        held -> hub.post("/api/sns/keys", Map.of("user_id", user, "scopes", scopes)).text("key"));
  }

  /** All that a tenant can hold, but for one area. */
  private String keyWithout(String scope) {
    String area = scope.split(":")[0];
    List<String> others = Scopes.AREAS.stream().filter(one -> !one.equals(area)).toList();
    return key(
        (scope.endsWith(":write")
                ? Stream.concat(others.stream(), Stream.of(area + ":read"))
                : others.stream())
            .toArray(String[]::new));
  }

  @TestFactory
  Stream<DynamicTest> an_operation_takes_a_key_with_its_scope_and_no_other() {
    return api.all().stream()
        .filter(operation -> !operation.open() && !operation.scope().isEmpty())
        .map(operation -> dynamicTest(operation.toString(), () -> guarded(operation)));
  }

  private void guarded(Operation operation) {
    String path = operation.at(NOBODYS);

    HubClient.Reply refused =
        api.send(operation.method(), path, keyWithout(operation.scope()), null);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text("detail")).contains(operation.scope());
    assertThat(api.send(operation.method(), path, null, null).status()).isEqualTo(401);
    if (!operation.scope().equals(Scopes.ADMIN)) {
      HubClient.Reply taken = api.send(operation.method(), path, key(operation.scope()), null);
      assertThat(taken.status()).as(taken.toString()).isNotIn(401, 403, 500);
    }
  }

  @Test
  void the_description_names_a_scope_for_each_operation_of_a_tenant() {
    List<Operation> operations = api.all();

    assertThat(operations).hasSizeGreaterThan(25);
    assertThat(operations)
        .filteredOn(operation -> !operation.open() && operation.scope().isEmpty())
        .extracting(Operation::id)
        .containsExactlyInAnyOrder("show-me", "list-platforms", "show-platform");
    assertThat(operations)
        .filteredOn(operation -> operation.scope().equals(Scopes.ADMIN))
        .allMatch(operation -> operation.path().matches("/api/sns/(users|audit|events/replay).*"));
    assertThat(operations)
        .filteredOn(operation -> !operation.scope().isEmpty())
        .allMatch(operation -> Scopes.known(operation.scope()));
  }

  @Test
  void a_key_is_rotated_and_revoked_over_the_api_and_the_trail_tells() {
    HubClient.Reply made = hub.post("/api/sns/keys", Map.of("user_id", user));
    String key = made.text("key");
    HubClient.Reply rotated = hub.as(key).command("/api/sns/keys/" + made.number("id") + "/rotate");
    assertThat(rotated.status()).as(rotated.toString()).isEqualTo(201);
    HubClient successor = hub.as(rotated.text("key"));
    assertThat(hub.as(key).get("/api/sns/me").status()).as("its overlap").isEqualTo(200);

    assertThat(successor.delete("/api/sns/keys/" + made.number("id")).status()).isEqualTo(204);

    assertThat(hub.as(key).get("/api/sns/me").status()).isEqualTo(401);
    assertThat(successor.get("/api/sns/me").number("user_id")).isEqualTo(user);
    HubClient.Reply trail = hub.get("/api/sns/audit?user_id=" + user);
    assertThat(trail.body().path("entries"))
        .extracting(entry -> entry.path("action").asText())
        .containsExactly("key:revoked", "key:rotated", "key:created", "user:created");
    assertThat(trail.body().path("entries").get(0).path("address").asText()).isEqualTo("127.0.0.1");
    assertThat(trail.toString()).doesNotContain(key, rotated.text("key"));
    await("the event arrives")
        .until(
            () -> successor.get("/api/sns/events?type=key:rotated").body().path("events"),
            events -> events.size() == 1);
  }

  @Test
  void nobody_hands_out_more_than_the_key_in_hand() {
    HubClient holder = hub.as(key("keys", "posts:read"));

    assertThat(holder.post("/api/sns/keys", Map.of("scopes", List.of("posts:read"))).status())
        .isEqualTo(201);
    for (String more : List.of("posts", "posts:write", "media:read", "admin", "write")) {
      assertThat(holder.post("/api/sns/keys", Map.of("scopes", List.of(more))).status())
          .as(more)
          .isEqualTo(403);
    }
    assertThat(holder.post("/api/sns/keys", Map.of("scopes", List.of("posts:all"))).status())
        .isEqualTo(400);
  }
}
