package io.snshub.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.snshub.DatabaseContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestFactory;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Every statement of the hub runs on both databases. A new file is picked up by itself; only a
 * parameter of a new name needs a sample here.
 */
class SqlFilesTest {
  private static final Path FILES = Path.of("src/main/resources/sql");
  private static final OffsetDateTime NOW = Sql.at(Instant.parse("2026-01-01T00:00:00.123456Z"));
  private static final String SAGA = "00000000-0000-0000-0000-000000000001";
  private static final String OTHER = "00000000-0000-0000-0000-000000000002";

  /** A value for each parameter name, and after it those that are something else in one file. */
  private static final Map<String, Object> SAMPLES = new HashMap<>();

  /** What the code may leave out. */
  private static final Map<String, Set<String>> NULLABLE = new HashMap<>();

  static {
    numbers("id", "postId", "targetId", "userId", "user_id", "accountId", "version", "fence");
    numbers("failures", "looks", "attempts", "tries", "number", "position", "part", "before");
    numbers("after", "limit", "offset", "batch", "subjectId");
    words("platform", "name", "content", "request", "handle", "platformPostId", "permalink");
    words("key", "hash", "prefix", "scopes", "slot", "method_path", "body_hash", "answer", "q");
    words("kind", "door", "compensation", "completion", "error", "evidence", "node", "owner");
    words("remoteId", "messageId", "problem", "errorCode", "errorMessage", "detail", "step");
    words("reason", "sagaId", "subject", "verdict", "type", "accessToken", "refreshToken");
    words("status", "errorClass", "decision", "onFailure", "eventId");
    times("now", "at", "until", "since", "startAt", "nextAttemptAt", "deadlineAt", "nextTryAt");
    times("future", "late", "publishedAt", "scheduledAt", "expiresAt", "expires_at", "from", "to");
    words("scope", "inbox", "folder", "keptName", "contentHash", "ending", "origin", "source");
    numbers("bytesRead", "rowsTotal", "accepted", "duplicates", "rejected", "sizeBytes");
    words("redirectUri", "verifier", "oldAccess", "oldRefresh");
    numbers("days", "connections", "many");
    times("refreshExpiresAt", "endsAt", "refreshAt", "day", "week");
    SAMPLES.put("accounts before", NOW);
    words("fileKey", "fileName", "contentType", "declaredType", "sha256", "altText", "sourceUrl");
    numbers("width", "height", "durationMs", "mediaId");
    numbers("creates", "authorizations", "requests", "successor", "keyId", "actorId", "actorKeyId");
    words("action", "address", "traceId");
    times("firstDay", "lastDay");
    words("span");
    numbers("removed");
    numbers("publications", "impressions", "engagements", "reach", "views", "likes", "comments");
    numbers("shares", "saves", "clicks", "watch_seconds");
    SAMPLES.put("analytics/add-tally posts", 1L);
    SAMPLES.put("analytics before", NOW);
    SAMPLES.put("leads", true);
    SAMPLES.put("animated", false);
    SAMPLES.put("narrowed", false);
    SAMPLES.put("fileKeys", List.of("one", "two"));
    SAMPLES.put("media before", NOW);
    SAMPLES.put("stuck", true);
    SAMPLES.put("options", "{}");
    SAMPLES.put("data", "{}");
    SAMPLES.put("metrics", "{}");
    SAMPLES.put("parts", List.of(1, 2));
    SAMPLES.put("resting", List.of("post/1"));
    SAMPLES.put("posts", List.of(1L, 2L));
    SAMPLES.put("bus posts", new Long[] {1L, 2L});
    SAMPLES.put("bus users", new Long[] {1L, 2L});
    numbers("untilId", "upTo", "force", "highest");
    words("word");
    SAMPLES.put("words", List.of("one", "two"));
    SAMPLES.put("users", new Long[] {1L, 2L});
    SAMPLES.put("hashes", new String[] {"one", "two"});
    SAMPLES.put("reading/put-cards posts", new Long[] {1L, 2L});
    SAMPLES.put("reading/add-words posts", new Long[] {1L, 2L});
    SAMPLES.put("reading/add-words words", new String[] {"one", "two"});
    SAMPLES.put("reading/find-generations users", List.of(1L, 2L));
    for (String saga : List.of("list-sagas", "list-sagas-in", "list-stuck")) {
      SAMPLES.put("reading/" + saga + " untilId", OTHER);
    }
    SAMPLES.put("platforms", List.of("twitter", "instagram"));
    SAMPLES.put("ids", List.of(1L, 2L));
    SAMPLES.put("saga id", SAGA);
    SAMPLES.put("saga/open-saga id", OTHER);
    SAMPLES.put("saga ids", List.of(SAGA, OTHER));
    SAMPLES.put("reading/find-saga id", SAGA);
    SAMPLES.put("reading/find-steps id", SAGA);
    SAMPLES.put("web status", 201);
    SAMPLES.put("web before", NOW);
    SAMPLES.put("publishing/write-post id", 1000L);
    SAMPLES.put("publishing/add-history from", "planned");
    SAMPLES.put("publishing/add-history to", "prepared");

    optional("publishing/add-history", "targetId", "platform", "from", "to", "detail");
    optional("publishing/change-post", "decision", "errorMessage", "publishedAt");
    optional("publishing/change-target", "nextAttemptAt", "handle", "deadlineAt");
    optional("publishing/close-attempt", "evidence");
    optional("publishing/confirm-target", "permalink");
    optional("publishing/insert-post", "scheduledAt");
    optional("publishing/write-post", "scheduledAt");
    optional("publishing/restart-post", "scheduledAt");
    optional("publishing/replace-request", "scheduledAt");
    optional("saga/wake-saga", "at");
    optional("publishing/set-schedule", "at");
    optional("analytics/keep-metrics", "at");
    optional("analytics/sum-tallies", "platform");
    optional("analytics/list-tallies", "platform");
    optional("analytics/keep-problem", "at");
    optional("saga/open-saga", "door", "startAt");
    optional("saga/enlist-step", "compensation", "completion");
    optional("saga/decide-saga", "reason");
    optional("saga/decide-held", "reason");
    optional("saga/park-saga", "error");
    optional("saga/end-saga", "error");
    optional(
        "media/insert-media",
        "declaredType",
        "width",
        "height",
        "durationMs",
        "altText",
        "sourceUrl");
    optional(
        "accounts/store-tokens",
        "refreshToken",
        "expiresAt",
        "refreshExpiresAt",
        "endsAt",
        "refreshAt");
    optional("accounts/end-refresh", "refreshAt");
    optional("accounts/reseal-tokens", "refreshToken", "oldRefresh");
    optional("accounts/list-accounts", "platform", "status");
    optional("accounts/count-accounts", "platform", "status");
    optional("accounts/add-state", "verifier");
    optional("notifying/change-notice", "messageId", "nextTryAt", "problem");
    optional("identity/insert-key", "slot", "expires_at", "creates", "authorizations", "requests");
    optional("identity/add-audit", "actorId", "actorKeyId", "address", "traceId");
    optional("identity/list-audit", "userId");
    optional("identity/count-audit", "userId");
    optional("reading/search-entries", "status");
    optional("reading/count-found", "status");
    optional("reading/list-sagas", "stuck");
    optional("reading/count-sagas", "stuck");
    optional("reading/list-sagas-in", "stuck");
    optional("reading/count-sagas-in", "stuck");
    optional("reading/list-stuck", "status");
    optional("reading/count-stuck", "status");
  }

  private static void numbers(String... names) {
    for (String name : names) {
      SAMPLES.put(name, 1L);
    }
  }

  private static void words(String... names) {
    for (String name : names) {
      SAMPLES.put(name, name.length() > 8 ? name.substring(0, 8) : name);
    }
  }

  private static void times(String... names) {
    for (String name : names) {
      SAMPLES.put(name, NOW);
    }
  }

  private static void optional(String statement, String... names) {
    NULLABLE.put(statement, Set.of(names));
  }

  @Nested
  class OnH2 extends Contract {
    OnH2() {
      super(Dialect.H2);
    }
  }

  @Nested
  class OnPostgresql extends Contract {
    OnPostgresql() {
      super(Dialect.POSTGRESQL);
    }
  }

  abstract static class Contract extends DatabaseContract {
    Contract(Dialect dialect) {
      super(dialect);
    }

    /** One row of each kind that others point at. */
    @BeforeAll
    void rows() {
      sql.run("publishing/insert-post")
          .params(values("publishing/insert-post", Set.of()))
          .query(Long.class)
          .single();
      sql.run("publishing/insert-target")
          .params(values("publishing/insert-target", Set.of()))
          .param("platform", "seeded")
          .update();
      sql.run("identity/insert-key")
          .params(values("identity/insert-key", Set.of("slot")))
          .param("hash", "seeded")
          .update();
      sql.run("saga/open-saga")
          .params(values("saga/open-saga", Set.of()))
          .param("id", SAGA)
          .update();
    }

    @TestFactory
    Stream<DynamicTest> every_statement_runs() throws IOException {
      return statements().map(name -> DynamicTest.dynamicTest(name, () -> run(name, Set.of())));
    }

    @TestFactory
    Stream<DynamicTest> every_statement_runs_without_what_may_be_left_out() {
      return NULLABLE.entrySet().stream()
          .map(
              entry ->
                  DynamicTest.dynamicTest(
                      entry.getKey(), () -> run(entry.getKey(), entry.getValue())));
    }

    private Stream<String> statements() throws IOException {
      try (Stream<Path> files = Files.walk(FILES)) {
        return files
            .filter(path -> path.toString().endsWith(".sql"))
            .map(path -> FILES.relativize(path).toString().replace('\\', '/'))
            .map(path -> path.substring(0, path.indexOf('.')))
            .distinct()
            .sorted()
            .toList()
            .stream();
      }
    }

    private void run(String name, Set<String> absent) {
      String text = plain(sql.text(name));
      assertThat(text.strip()).as("one statement a file").doesNotContain(";");
      NamedParameterJdbcTemplate template = new NamedParameterJdbcTemplate(database.dataSource());
      assertThatCode(
              () ->
                  transaction.executeWithoutResult(
                      status -> {
                        status.setRollbackOnly();
                        MapSqlParameterSource parameters =
                            new MapSqlParameterSource(values(name, absent));
                        template.execute(text, parameters, statement -> statement.execute());
                      }))
          .doesNotThrowAnyException();
    }

    /** What camel-sql fills in from the exchange is a parameter like any other. */
    private static String plain(String text) {
      return text.replaceAll(":#\\$\\{[^}]*\\.(\\w+)}", ":$1").replaceAll("(?m)^--.*$", "");
    }

    private Map<String, Object> values(String statement, Set<String> absent) {
      String room = statement.substring(0, statement.indexOf('/'));
      Map<String, Object> values = new HashMap<>();
      for (String parameter : parameters(plain(sql.text(statement)))) {
        Object value =
            Stream.of(statement + " " + parameter, room + " " + parameter, parameter)
                .filter(SAMPLES::containsKey)
                .findFirst()
                .map(SAMPLES::get)
                .orElse(null);
        assertThat(value).as("a sample for :%s of %s", parameter, statement).isNotNull();
        values.put(parameter, absent.contains(parameter) ? null : value);
      }
      return values;
    }

    private static List<String> parameters(String text) {
      return java.util.regex.Pattern.compile("(?<!:):(\\w+)")
          .matcher(text.replaceAll("'[^']*'", "''"))
          .results()
          .map(found -> found.group(1))
          .distinct()
          .toList();
    }
  }
}
