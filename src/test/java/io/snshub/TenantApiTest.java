package io.snshub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.snshub.ApiOperations.Operation;
import io.snshub.accounts.ConnectedAccount;
import io.snshub.platform.PlatformCatalog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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

/** Two tenants, of whom one tries everything with what belongs to the other. */
@HubTest
@Tag("both-databases")
class TenantApiTest {
  private static final Pattern PLACE = Pattern.compile("/api/sns/(\\w+)/\\{\\w+}.*");
  private static final String IMAGE = "https://cdn.example.com/photo.jpg";

  @Autowired private Environment environment;
  @Autowired private ApplicationContext context;
  @Autowired private PlatformCatalog catalog;
  @Autowired private JdbcClient jdbc;
  private HubClient hub;
  private ApiOperations api;
  private HubClient owner;
  private String ownersKey;
  private String strangersKey;
  private long user;

  /** By the first word of its path: whose id to try. */
  private final Map<String, Object> ids = new LinkedHashMap<>();

  @BeforeEach
  void open() {
    hub = HubClient.of(environment);
    api = ApiOperations.of(environment);
    user = tenant("owner");
    ownersKey = hub.post("/api/sns/keys", Map.of("user_id", user)).text("key");
    owner = hub.as(ownersKey);
    strangersKey = hub.post("/api/sns/keys", Map.of("user_id", tenant("stranger"))).text("key");
    HubClient.Reply post =
        owner.post(
            "/api/sns/posts",
            Map.of(
                "content", HubClient.text("mine"), "platforms", List.of("twitter"), "draft", true));
    ids.put("posts", post.number("post_id"));
    ids.put("sagas", post.text("saga_id"));
    ids.put("media", owner.post("/api/sns/media", Map.of("url", IMAGE)).number("media_id"));
    ids.put("keys", owner.post("/api/sns/keys", Map.of("name", "mine")).number("id"));
    ids.put("imports", imported());
    ids.put(
        "accounts",
        jdbc.sql("select id from account where user_id = :user")
            .param("user", user)
            .query(Long.class)
            .single());
  }

  private long tenant(String name) {
    long made = hub.post("/api/sns/users", Map.of("name", name)).number("user_id");
    catalog.profiles().stream()
        .filter(platform -> platform.name().equals("twitter"))
        .forEach(platform -> ConnectedAccount.of(context, made, platform));
    return made;
  }

  private long imported() {
    jdbc.sql(
            """
            insert into import_file
              (user_id, inbox, folder, name, kept_name, content_hash, size_bytes, status, ending,
               bytes_read, rows_total, accepted, duplicates, rejected, started_at, created_at)
            values (:user, 'none', '', 'mine.csv', 'mine.csv', 'h', 1, 'done', 'done',
                    1, 1, 1, 0, 0, current_timestamp, current_timestamp)
            """)
        .param("user", user)
        .update();
    return jdbc.sql("select max(id) from import_file where user_id = :user")
        .param("user", user)
        .query(Long.class)
        .single();
  }

  /** Everything that is somebody's; a platform is everybody's. */
  private List<Operation> owned() {
    return api.all().stream()
        .filter(operation -> PLACE.matcher(operation.path()).matches())
        .filter(operation -> !operation.path().matches("/api/sns/(platforms|oauth)/.*"))
        .toList();
  }

  private String path(Operation operation) {
    var place = PLACE.matcher(operation.path());
    assertThat(place.matches()).isTrue();
    Object id = ids.get(place.group(1));
    assertThat(id).as("something of the owner's to try " + operation + " with").isNotNull();
    return operation.at(id);
  }

  /** All that the owner can see. */
  private List<JsonNode> seen() {
    List<JsonNode> all = new ArrayList<>();
    for (Operation operation : api.all()) {
      if (!operation.reads() || operation.open() || operation.scope().equals("admin")) {
        continue;
      }
      boolean placed = PLACE.matcher(operation.path()).matches();
      if (operation.path().matches("/api/sns/(oauth|platforms|events).*")) {
        continue;
      }
      JsonNode body =
          api.send("GET", placed ? path(operation) : operation.path(), ownersKey, null).body();
      if (body instanceof ObjectNode object) {
        object.remove(List.of("retrieved_at", "last_used_at", "collected_at"));
        if (operation.path().startsWith("/api/sns/analytics")) {
          // the time up to now
          object.remove(List.of("from", "to", "points"));
        }
        object.path("keys").forEach(key -> ((ObjectNode) key).remove("last_used_at"));
      }
      all.add(body);
    }
    return all;
  }

  /** A body that would be taken if it were the stranger's own. */
  private static Object body(Operation operation) {
    if (operation.method().equals("PUT") && operation.path().contains("/posts/")) {
      return Map.of("content", "stolen", "platforms", List.of("twitter"));
    }
    return operation.path().endsWith("/schedule")
        ? Map.of("scheduled_at", "2099-01-01T00:00:00Z")
        : null;
  }

  @TestFactory
  Stream<DynamicTest> what_is_anothers_is_not_there_and_stays_as_it_is() {
    List<JsonNode> before = seen();
    List<Operation> operations = owned();
    assertThat(operations).hasSizeGreaterThan(12);

    Stream<DynamicTest> tried =
        operations.stream()
            .map(operation -> dynamicTest(operation.toString(), () -> hidden(operation)));

    return Stream.concat(
        tried,
        Stream.of(
            dynamicTest("nothing changed", () -> assertThat(seen()).isEqualTo(before)),
            dynamicTest("it is there for its owner", () -> thereForItsOwner(operations))));
  }

  private void hidden(Operation operation) {
    HubClient.Reply reply =
        api.send(operation.method(), path(operation), strangersKey, body(operation));

    assertThat(reply.status()).as(reply.toString()).isEqualTo(404);
    assertThat(reply.text("code")).isEqualTo("not_found");
  }

  private void thereForItsOwner(List<Operation> operations) {
    assertThat(operations.stream().filter(Operation::reads))
        .allSatisfy(
            operation -> {
              HubClient.Reply reply = api.send("GET", path(operation), ownersKey, null);
              assertThat(reply.status()).as(operation + " " + reply).isEqualTo(200);
            });
  }

  @TestFactory
  Stream<DynamicTest> lists_show_nothing_of_another() {
    return api.all().stream()
        .filter(operation -> operation.reads() && !operation.open())
        .filter(operation -> !operation.path().contains("{"))
        .filter(operation -> !operation.scope().equals("admin"))
        .filter(operation -> !operation.path().matches("/api/sns/(platforms|me)"))
        .map(
            operation ->
                dynamicTest(
                    operation.toString(),
                    () -> {
                      HubClient.Reply reply = api.send("GET", operation.path(), strangersKey, null);
                      assertThat(reply.status()).isIn(200, 400);
                      assertThat(reply.toString())
                          .doesNotContain("\"user_id\":" + user, "mine", ids.get("sagas") + "");
                    }));
  }

  @Test
  void a_post_takes_nothing_of_another_along() {
    Map<String, Object> withMedium =
        Map.of(
            "content",
            "theirs",
            "platforms",
            List.of("twitter"),
            "draft",
            true,
            "media_ids",
            List.of(ids.get("media")));
    Map<String, Object> withAccount =
        Map.of(
            "content",
            "theirs",
            "platforms",
            List.of("twitter"),
            "draft",
            true,
            "accounts",
            Map.of("twitter", ids.get("accounts")));

    for (Object body : List.of(withMedium, withAccount)) {
      HubClient.Reply refused = api.send("POST", "/api/sns/posts", strangersKey, body);
      assertThat(refused.status()).isEqualTo(400);
      assertThat(api.send("POST", "/api/sns/posts", ownersKey, body).status()).isEqualTo(201);
    }
    assertThat(api.send("POST", "/api/sns/keys", strangersKey, Map.of("user_id", user)).status())
        .isEqualTo(403);
    assertThat(api.send("GET", "/api/sns/keys?user_id=" + user, strangersKey, null).status())
        .isEqualTo(403);
  }
}
