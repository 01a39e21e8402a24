package io.snshub.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snshub.DatabaseContract;
import io.snshub.TestClock;
import io.snshub.accounts.OauthStates.Journey;
import io.snshub.call.ProblemException;
import io.snshub.platform.Connection;
import io.snshub.platform.Connection.Place;
import io.snshub.platform.Connection.Tokens;
import io.snshub.platform.Secret;
import io.snshub.store.Dialect;
import io.snshub.vault.Vault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a person leaves with and comes back with. */
class OauthStatesTest {
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
    private static final Journey JOURNEY =
        new Journey(7, "plain", "https://hub/back", "verifier-1");
    private TestClock clock;
    private OauthStates states;
    private PendingConnections pending;

    Contract(Dialect dialect) {
      super(dialect);
    }

    @BeforeEach
    void begin() {
      empty("oauth_state", "pending_connection");
      clock = new TestClock();
      Vault vault = new Vault(new byte[Vault.KEY_BYTES]);
      states = new OauthStates(sql, vault, clock);
      pending = new PendingConnections(sql, vault, clock);
    }

    private static String refusal(Runnable attempt) {
      try {
        attempt.run();
        return "none";
      } catch (ProblemException e) {
        return e.problem().code();
      }
    }

    @Test
    void a_state_brings_back_what_it_was_given_with() {
      assertThat(states.end("plain", states.begin(JOURNEY))).isEqualTo(JOURNEY);
    }

    @Test
    void neither_state_nor_verifier_can_be_read_in_the_database() {
      String state = states.begin(JOURNEY);

      String row =
          jdbc.sql("select hash || ' ' || verifier from oauth_state").query(String.class).single();

      assertThat(row).doesNotContain(state).doesNotContain("verifier-1");
      states.end("plain", state);
      assertThat(count("oauth_state", "verifier is not null")).isZero();
    }

    @Test
    void of_many_that_come_back_with_one_state_one_gets_through() throws Exception {
      String state = states.begin(JOURNEY);

      List<String> ends = together(8, () -> refusal(() -> states.end("plain", state)));

      assertThat(ends).filteredOn("none"::equals).hasSize(1);
      assertThat(ends).filteredOn("state_used"::equals).hasSize(7);
    }

    @Test
    void a_state_is_good_for_ten_minutes_on_its_own_platform() {
      String state = states.begin(JOURNEY);

      assertThat(refusal(() -> states.end("other", state))).isEqualTo("state_unknown");
      clock.advance(Duration.ofMinutes(10));
      assertThat(refusal(() -> states.end("plain", state))).isEqualTo("state_expired");
      assertThat(refusal(() -> states.end("plain", "invented"))).isEqualTo("state_unknown");
    }

    @Test
    void states_are_forgotten_after_a_day() {
      states.begin(JOURNEY);
      clock.advance(Duration.ofHours(23));
      states.sweep();
      assertThat(count("oauth_state", "1 = 1")).isEqualTo(1);

      clock.advance(Duration.ofHours(2));
      states.sweep();

      assertThat(count("oauth_state", "1 = 1")).isZero();
    }

    private static Connection connection() {
      Tokens shared =
          new Tokens(new Secret("token-1"), new Secret("refresh-1"), Duration.ofDays(1), null);
      return new Connection(
          List.of("a"),
          List.of(
              new Place("board", "1", "One", shared),
              new Place("board", "2", "Two", shared),
              new Place(
                  "page", "3", "Three", new Tokens(new Secret("token-3"), null, null, null))));
    }

    @Test
    void what_is_to_be_chosen_from_lies_sealed_and_comes_back_whole() {
      String name = pending.keep(7, "plain", connection());

      assertThat(
              jdbc.sql("select hash || ' ' || content from pending_connection")
                  .query(String.class)
                  .single())
          .doesNotContain(name)
          .doesNotContain("token-1");
      assertThat(pending.find(name).connection()).isEqualTo(connection());
    }

    @Test
    void a_choice_is_made_once_and_in_ten_minutes() throws Exception {
      String name = pending.keep(7, "plain", connection());
      PendingConnections.Pending found = pending.find(name);

      assertThat(together(6, () -> pending.take(found))).filteredOn(taken -> taken).hasSize(1);

      String late = pending.keep(7, "plain", connection());
      clock.advance(Duration.ofMinutes(10));
      assertThatThrownBy(() -> pending.find(late)).isInstanceOf(ProblemException.class);
      pending.sweep();
      clock.advance(Duration.ofSeconds(1));
      pending.sweep();
      assertThat(count("pending_connection", "1 = 1")).isZero();
    }
  }
}
