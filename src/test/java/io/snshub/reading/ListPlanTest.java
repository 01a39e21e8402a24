package io.snshub.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.DatabaseContract;
import io.snshub.TestClock;
import io.snshub.cache.TestShelves;
import io.snshub.store.Dialect;
import io.snshub.store.Node;
import io.snshub.store.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * How the databases carry out what reads: with tables of some size, no statement looks at a whole
 * one, and none sorts what an index has in order.
 */
class ListPlanTest {
  private static final int POSTS = 10_000;
  private static final Path FILES = Path.of("src/main/resources/sql/reading");

  /** Their order comes from an index, so that the first page costs the same in a longer list. */
  private static final Set<String> IN_ORDER =
      Set.of(
          "list-entries",
          "list-entries-in",
          "search-entries",
          "list-days",
          "list-events",
          "list-events-of",
          "list-sagas",
          "list-sagas-in",
          "find-ids");

  /** Their table has a single row. */
  private static final Set<String> OF_ONE_ROW =
      Set.of(
          "show-build",
          "begin-build",
          "claim-build",
          "release-build",
          "keep-progress",
          "end-build");

  private static final String OF_A_USER = "(list|count|search)-.*";

  private static final String TABLES =
      "post|target|attempt|post_history|event|saga|saga_step|post_entry|post_card|post_word";

  @Nested
  class OnH2 extends Contract {
    OnH2() {
      super(Dialect.H2);
    }

    @Override
    String offence(String name, String plan) {
      String flat = plan.replaceAll("\\s+", " ").toLowerCase(java.util.Locale.ROOT);
      if (Pattern.compile("public\\.(" + TABLES + ")\\.tablescan").matcher(flat).find()) {
        return "reads a whole table";
      }
      if (name.matches(OF_A_USER)
          && !Pattern.compile("/\\* public\\.[^*]*\\buser_id = ").matcher(flat).find()) {
        return "reads what is others'";
      }
      return IN_ORDER.contains(name) && !flat.contains("/* index sorted */") ? "sorts" : "";
    }
  }

  @Nested
  class OnPostgresql extends Contract {
    OnPostgresql() {
      super(Dialect.POSTGRESQL);
    }

    @Override
    String offence(String name, String plan) {
      if (Pattern.compile("Seq Scan on (" + TABLES + ")\\b").matcher(plan).find()) {
        return "reads a whole table";
      }
      if (name.matches(OF_A_USER)
          && !Pattern.compile("Index Cond: .*\\buser_id = ").matcher(plan).find()) {
        return "reads what is others'";
      }
      return IN_ORDER.contains(name) && plan.contains("Sort") ? "sorts" : "";
    }
  }

  abstract static class Contract extends DatabaseContract {
    private final Map<String, Object> samples = new HashMap<>();

    Contract(Dialect dialect) {
      super(dialect);
    }

    abstract String offence(String name, String plan);

    /** Ten users with as many posts each, two targets a post, and what comes with them. */
    @BeforeAll
    void seed() {
      boolean h2 = sql.dialect() == Dialect.H2;
      String numbers = h2 ? "system_range(1, %d) as n (x)" : "generate_series(1, %d) as n (x)";
      String from = " from " + numbers.formatted(POSTS);
      String at =
          h2
              ? "dateadd('second', x, cast(:start as timestamp with time zone))"
              : "cast(:start as timestamptz) + x * interval '1 second'";
      run(
          """
          insert into post (user_id, content, request, status, on_failure, saga_id, version, created_at, updated_at)
          select 1 + (x - 1) / 1000, concat('some words number', x, ' and more'), '{}',
                 case when mod(x, 50) = 0 then 'failed' else 'published' end, 'rollback', concat('saga-', x), 1,
          """
              + at
              + ", "
              + at
              + from);
      for (String platform : List.of("twitter", "threads")) {
        run(
            "insert into target (post_id, position, platform, account_id, status, content, attempts, failures, looks,"
                + " version, created_at, updated_at) select x, "
                + (platform.equals("twitter") ? 0 : 1)
                + ", '"
                + platform
                + "', 1, 'confirmed', '{}', 1, 0, 0, 1, "
                + at
                + ", "
                + at
                + from);
      }
      run(
          "insert into attempt (target_id, number, fence, node, created_at) select x, 1, 1, 'n', "
              + at
              + from);
      run(
          "insert into post_history (post_id, step, created_at) select x, 'accepted', "
              + at
              + from);
      run(
          "insert into event (event_id, type, subject, user_id, data, created_at) select concat('e-', x),"
              + " case when mod(x, 50) = 0 then 'post:failed' else 'post:created' end, concat('post/', x),"
              + " 1 + (x - 1) / 1000, '{}', "
              + at
              + from);
      run(
          "insert into saga (id, kind, subject, user_id, status, fence, runs, failures, ended_at, created_at, updated_at)"
              + " select concat('saga-', x), 'publish', concat('post/', x), 1 + (x - 1) / 1000,"
              + " case when mod(x, 50) = 0 then 'failed' else 'completed' end, 1, 1, 0, "
              + at
              + ", "
              + at
              + ", "
              + at
              + from);
      run(
          "insert into saga_step (saga_id, step_key, options, status, attempts, created_at)"
              + " select concat('saga-', x), 'step', '{}', 'finished', 1, "
              + at
              + from);
      Projection projection =
          new Projection(
              sql, transaction, new ListGenerations(sql, TestShelves.alone()), new TestClock());
      ReadModelBuild build =
          new ReadModelBuild(
              sql, transaction, projection, new Node("here", false), new TestClock());
      while (build.step()) {
        assertThat(build.show().postsDone()).isPositive();
      }
      run(h2 ? "analyze" : "vacuum analyze");
      fill();
    }

    private void run(String statement) {
      NamedParameterJdbcTemplate template = new NamedParameterJdbcTemplate(database.dataSource());
      template.execute(
          statement,
          new MapSqlParameterSource("start", at("2026-01-01T00:00:00Z")),
          java.sql.PreparedStatement::execute);
    }

    private static OffsetDateTime at(String time) {
      return Sql.at(Instant.parse(time));
    }

    private void fill() {
      samples.put("userId", 7L);
      samples.put("keyId", 0L);
      samples.put("platform", "twitter");
      samples.put("status", "failed");
      samples.put("from", at("0001-01-01T00:00:00Z"));
      samples.put("to", at("9999-12-31T00:00:00Z"));
      samples.put("until", at("9999-12-31T00:00:00Z"));
      samples.put("untilId", Long.MIN_VALUE);
      samples.put("offset", 0L);
      samples.put("limit", 21);
      for (String count :
          List.of(
              "entries",
              "entries-in",
              "found",
              "word",
              "events",
              "events-of",
              "sagas",
              "sagas-in",
              "stuck")) {
        samples.put("count-" + count + " limit", 10_001);
      }
      samples.put("word", "words");
      samples.put("words", List.of("words", "more"));
      samples.put("number", 2);
      samples.put("ids", List.of(6100L, 6200L, 6300L));
      samples.put("posts", new Long[] {6100L, 6200L});
      samples.put("hashes", new String[] {"one", "two"});
      samples.put("users", new Long[] {7L, 8L});
      samples.put("force", 0);
      samples.put("after", 6100L);
      samples.put("upTo", 6300L);
      samples.put("now", at("2026-02-01T00:00:00Z"));
      samples.put("late", at("2026-01-01T00:00:00Z"));
      samples.put("type", "post:failed");
      samples.put("id", 6100L);
      samples.put("postId", 6100L);
      samples.put("subject", "post/6100");
      samples.put("stuck", null);
      samples.put("list-events after", 0L);
      samples.put("add-words words", new String[] {"one", "two"});
      samples.put("find-generations users", List.of(7L, 8L));
      samples.put("count-found status", null);
      samples.put("search-entries status", null);
      for (String saga : List.of("list-sagas", "list-sagas-in", "list-stuck")) {
        samples.put(saga + " untilId", "");
      }
      for (String one : List.of("find-saga", "find-steps")) {
        samples.put(one + " id", "saga-6100");
      }
      samples.put("list-days from", at("2026-01-01T00:00:00Z"));
      samples.put("list-days to", at("2026-02-01T00:00:00Z"));
    }

    private static Stream<String> statements() throws IOException {
      try (Stream<Path> files = Files.list(FILES)) {
        return files
            .map(file -> file.getFileName().toString())
            .map(name -> name.substring(0, name.indexOf('.')))
            .distinct()
            .filter(name -> !OF_ONE_ROW.contains(name))
            .sorted()
            .toList()
            .stream();
      }
    }

    /** H2 explains no merge with the query in it; the query alone is what reads. */
    private String plan(String name) {
      String text = sql.text("reading/" + name).replaceAll("(?m)^--.*$", "").strip();
      MapSqlParameterSource parameters = new MapSqlParameterSource();
      Pattern.compile("(?<!:):(\\w+)")
          .matcher(text.replaceAll("'[^']*'", "''"))
          .results()
          .map(found -> found.group(1))
          .distinct()
          .forEach(
              parameter ->
                  parameters.addValue(
                      parameter,
                      samples.containsKey(name + " " + parameter)
                          ? samples.get(name + " " + parameter)
                          : samples.get(parameter)));
      NamedParameterJdbcTemplate template = new NamedParameterJdbcTemplate(database.dataSource());
      return String.join("\n", template.queryForList("explain " + text, parameters, String.class));
    }

    private Map<String, String> offences() throws IOException {
      return statements()
          .filter(name -> !offence(name, plan(name)).isEmpty())
          .collect(
              Collectors.toMap(
                  name -> name, name -> offence(name, plan(name)), (a, b) -> a, TreeMap::new));
    }

    @TestFactory
    Stream<DynamicTest> a_statement_goes_by_an_index() throws IOException {
      return statements()
          .map(
              name ->
                  DynamicTest.dynamicTest(
                      name,
                      () -> {
                        String plan = plan(name);
                        assertThat(offence(name, plan)).as(plan).isEmpty();
                      }));
    }

    /** This test would see it if one of them were not there. */
    @Test
    void without_an_index_some_statement_does_not() throws IOException {
      Map<String, String> missed = new TreeMap<>();
      for (String index :
          List.of(
              "post_entry_listed",
              "post_entry_by_status",
              "post_card_by_day",
              "post_word_by_word",
              "saga_by_user",
              "saga_by_user_status",
              "event_by_user",
              "event_by_user_type",
              "event_by_subject")) {
        String definition = definition(index);
        run("drop index " + index);
        if (offences().isEmpty()) {
          missed.put(index, "nobody misses it");
        }
        run(definition);
      }

      assertThat(missed).isEmpty();
    }

    private static String definition(String index) throws IOException {
      try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"))) {
        return files
            .sorted(java.util.Comparator.reverseOrder())
            .map(Contract::read)
            .flatMap(
                text ->
                    Pattern.compile("create index " + index + " on [^;]*").matcher(text).results())
            .map(java.util.regex.MatchResult::group)
            .findFirst()
            .orElseThrow();
      }
    }

    private static String read(Path file) {
      try {
        return Files.readString(file);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }
}
