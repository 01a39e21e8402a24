package io.snshub.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.DatabaseContract;
import io.snshub.TestClock;
import io.snshub.call.Answer;
import io.snshub.call.IdempotencyTicket;
import io.snshub.store.Dialect;
import io.snshub.vault.Vault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Several nodes under one key, on both databases. */
class IdempotencyRaceTest {
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
    private TestClock clock;

    Contract(Dialect dialect) {
      super(dialect);
    }

    @BeforeEach
    void now() {
      clock = new TestClock();
    }

    private IdempotencyKeys node() {
      return new IdempotencyKeys(
          sql, WebJson.mapper(), new Vault(new byte[Vault.KEY_BYTES]), clock);
    }

    private static IdempotencyTicket ticket() {
      return new IdempotencyTicket(1, UUID.randomUUID().toString(), "POST /x", "hash");
    }

    /** Works as a room does: its row and the answer in one transaction. */
    private boolean work(IdempotencyKeys node, IdempotencyTicket ticket, int number) {
      try {
        transaction.executeWithoutResult(
            status -> {
              jdbc.sql("insert into hub_user (name, admin, created_at) values (?, false, ?)")
                  .param(ticket.key())
                  .param(io.snshub.store.Sql.at(clock.instant()))
                  .update();
              node.remember(ticket, Answer.created("/x/" + number, Map.of("id", number)));
            });
        return true;
      } catch (IdempotencyKeys.TakenException e) {
        return false;
      }
    }

    @Test
    void of_several_nodes_under_one_key_one_wins_and_the_others_leave_nothing() throws Exception {
      for (int round = 0; round < 5; round++) {
        IdempotencyTicket ticket = ticket();
        AtomicInteger number = new AtomicInteger();

        List<Boolean> won = together(4, () -> work(node(), ticket, number.incrementAndGet()));

        assertThat(won).containsOnlyOnce(true);
        assertThat(count("hub_user", "name = '" + ticket.key() + "'")).isEqualTo(1);
        assertThat(node().replay(ticket)).isNotNull();
      }
    }

    @Test
    void a_key_is_free_again_when_its_day_is_over() {
      IdempotencyTicket ticket = ticket();
      work(node(), ticket, 1);

      clock.advance(Duration.ofHours(25));

      assertThat(node().begin(ticket)).isNull();
      assertThat(work(node(), ticket, 2)).isTrue();
    }
  }
}
