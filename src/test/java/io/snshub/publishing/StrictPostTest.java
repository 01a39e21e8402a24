package io.snshub.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.snshub.TestClock;
import io.snshub.TestDatabase;
import io.snshub.call.FieldError;
import io.snshub.call.ProblemException;
import io.snshub.platform.TestPlatforms;
import io.snshub.store.Dialect;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A post can only be all or nothing where at most one platform keeps what it has for ever. */
class StrictPostTest {
  private static TestDatabase database;
  private static PostRules rules;

  @BeforeAll
  static void open() {
    database = TestDatabase.open(Dialect.H2);
    rules =
        new PostRules(
            TestPlatforms.catalog(),
            new AccountChoice(database.sql()),
            TestPlatforms.shelf(),
            new TestClock());
  }

  @AfterAll
  static void close() {
    database.close();
  }

  private static List<FieldError> errors(String onFailure, String... platforms) {
    PostRequest request =
        new PostRequest("hello", List.of(platforms), null, null, null, null, onFailure, null, null);
    return catchThrowableOfType(ProblemException.class, () -> rules.check(1, request))
        .problem()
        .errors()
        .stream()
        .filter(error -> error.field().equals("on_failure"))
        .toList();
  }

  @Test
  void two_platforms_that_keep_posts_for_ever_make_a_strict_post_impossible() {
    assertThat(errors("rollback", TestPlatforms.LASTING, TestPlatforms.ETERNAL))
        .singleElement()
        .extracting(FieldError::message)
        .asString()
        .contains("lasting and eternal", "can't be taken down", "use keep");
  }

  @Test
  void strict_is_what_a_post_is_that_says_nothing() {
    assertThat(errors(null, TestPlatforms.LASTING, TestPlatforms.ETERNAL)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {TestPlatforms.LASTING, TestPlatforms.ETERNAL})
  void one_of_them_is_the_last_to_go(String platform) {
    assertThat(errors("rollback", TestPlatforms.PLAIN, platform)).isEmpty();
  }

  @Test
  void a_post_that_keeps_what_is_up_may_go_to_both() {
    assertThat(errors("keep", TestPlatforms.LASTING, TestPlatforms.ETERNAL)).isEmpty();
  }
}
