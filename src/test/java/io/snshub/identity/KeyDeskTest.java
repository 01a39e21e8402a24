package io.snshub.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.snshub.DatabaseContract;
import io.snshub.TestClock;
import io.snshub.call.Answer;
import io.snshub.call.Caller;
import io.snshub.call.FirstAnswers;
import io.snshub.call.KeyLimits;
import io.snshub.call.ProblemException;
import io.snshub.call.RequestContext;
import io.snshub.identity.KeyForms.IssuedKey;
import io.snshub.identity.KeyForms.NewKey;
import io.snshub.identity.KeyForms.NewLimits;
import io.snshub.identity.KeyForms.Rotation;
import io.snshub.post.Event;
import io.snshub.store.Dialect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The life of keys, on both databases. */
class KeyDeskTest {
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
    private final List<Event> events = new ArrayList<>();
    private TestClock clock;
    private ApiKeys keys;
    private Audit audit;
    private KeyDesk desk;

    Contract(Dialect dialect) {
      super(dialect);
    }

    @BeforeEach
    void start() {
      empty("audit_entry", "api_key_account", "api_key");
      events.clear();
      clock = new TestClock();
      keys = new ApiKeys(sql, clock, clock::nanos);
      audit = new Audit(sql, clock);
      desk = desk(keys);
    }

    private KeyDesk desk(ApiKeys of) {
      FirstAnswers inTransaction =
          new FirstAnswers() {
            @Override
            public <T> T once(RequestContext request, Supplier<T> work) {
              return transaction.execute(begun -> work.get());
            }
          };
      KeySettings settings = new KeySettings(Duration.ofDays(90), Duration.ofHours(24));
      return new KeyDesk(
          new Users(sql, clock),
          of,
          inTransaction,
          audit,
          events::add,
          new KeyDesk.KeyRules(settings, clock));
    }

    private Caller operator() {
      KeySecret secret = KeySecret.generate();
      keys.add(1, "operator", secret, List.of("admin"), KeyLimits.NONE, null, "bootstrap", null);
      return keys.verify(secret.text()).orElseThrow();
    }

    private static RequestContext asks(Caller caller, long id) {
      return new RequestContext(
          caller,
          "0123456789abcdef0123456789abcdef",
          "POST",
          "/api/sns/keys",
          Map.of("id", Long.toString(id)),
          Map.of(),
          Map.of(),
          null,
          null,
          "198.51.100.1");
    }

    private IssuedKey made(Answer answer) {
      assertThat(answer.confidential()).as("sealed when it is kept").isTrue();
      return (IssuedKey) answer.body();
    }

    private IssuedKey create(Caller by, String... scopes) {
      return made(
          desk.create(new NewKey(null, "ci", List.of(scopes), null, null, null), asks(by, 0)));
    }

    private @Nullable String refused(Callable<?> change) {
      ProblemException refusal = catchThrowableOfType(ProblemException.class, change::call);
      return refusal == null ? null : refusal.problem().code();
    }

    @Test
    void a_key_ends_after_ninety_days_unless_it_says_otherwise() {
      Caller operator = operator();
      IssuedKey usual = create(operator, "posts");
      IssuedKey shorter =
          made(desk.create(new NewKey(null, null, null, 7, null, null), asks(operator, 0)));

      assertThat(usual.expiresAt()).isEqualTo(clock.instant().plus(Duration.ofDays(90)));
      clock.advance(Duration.ofDays(7));
      assertThat(keys.verify(shorter.key())).isEmpty();
      assertThat(keys.verify(usual.key())).isPresent();
      clock.advance(Duration.ofDays(83));
      assertThat(keys.verify(usual.key())).isEmpty();
    }

    @Test
    void a_rotated_key_goes_on_for_its_overlap_and_its_successor_may_do_the_same() {
      Caller operator = operator();
      IssuedKey old =
          made(
              desk.create(
                  new NewKey(
                      null, "ci", List.of("media:read"), null, new NewLimits(30, null, 0), null),
                  asks(operator, 0)));

      IssuedKey successor = made(desk.rotate(null, asks(operator, old.id())));

      assertThat(successor.replaces()).isEqualTo(old.id());
      assertThat(successor.name()).isEqualTo("ci");
      Caller next = keys.verify(successor.key()).orElseThrow();
      assertThat(next.scopes()).containsExactly("media:read");
      assertThat(next.limits()).isEqualTo(new KeyLimits(30, null, 0));
      assertThat(keys.show(old.id()).orElseThrow().rotatedTo()).isEqualTo(successor.id());
      clock.advance(Duration.ofHours(24).minusSeconds(1));
      assertThat(keys.verify(old.key())).isPresent();
      clock.advance(Duration.ofSeconds(1));
      assertThat(keys.verify(old.key())).isEmpty();
      assertThat(keys.verify(successor.key())).isPresent();
      assertThat(events)
          .singleElement()
          .satisfies(
              event -> {
                assertThat(event.type().wire()).isEqualTo("key:rotated");
                assertThat(event.subject()).isEqualTo("key/" + old.id());
                assertThat(event.data()).containsEntry("new_key_id", successor.id());
                assertThat(event.toString()).doesNotContain(old.key(), successor.key());
              });
    }

    @Test
    void without_an_overlap_the_old_key_ends_at_once() {
      Caller operator = operator();
      IssuedKey old = create(operator, "posts");

      desk.rotate(new Rotation(0, null), asks(operator, old.id()));

      assertThat(keys.verify(old.key())).isEmpty();
    }

    @Test
    void an_overlap_makes_no_key_live_longer() {
      Caller operator = operator();
      IssuedKey old =
          made(desk.create(new NewKey(null, null, null, 1, null, null), asks(operator, 0)));

      desk.rotate(new Rotation(720, null), asks(operator, old.id()));

      assertThat(keys.show(old.id()).orElseThrow().expiresAt()).isEqualTo(old.expiresAt());
    }

    @Test
    void a_key_gets_one_successor_however_many_ask_at_once() throws Exception {
      Caller operator = operator();
      IssuedKey old = create(operator, "posts");

      List<String> refusals =
          together(6, () -> "" + refused(() -> desk.rotate(null, asks(operator, old.id()))));

      assertThat(refusals).filteredOn("null"::equals).hasSize(1);
      assertThat(refusals).filteredOn("key_not_rotatable"::equals).hasSize(5);
      assertThat(count("api_key", "slot is null")).as("the losers left none").isEqualTo(2);
    }

    @Test
    void what_has_ended_or_is_the_operators_is_not_rotated() {
      Caller operator = operator();
      IssuedKey revoked = create(operator, "posts");
      desk.revoke(asks(operator, revoked.id()));

      assertThat(refused(() -> desk.rotate(null, asks(operator, revoked.id()))))
          .isEqualTo("key_not_rotatable");
      assertThat(refused(() -> desk.rotate(null, asks(operator, operator.keyId()))))
          .isEqualTo("key_not_rotatable");
    }

    @Test
    void rotating_is_no_way_to_a_key_that_may_more() {
      Caller operator = operator();
      IssuedKey all = create(operator, "admin");
      Caller few = keys.verify(create(operator, "keys", "posts:read").key()).orElseThrow();

      assertThat(refused(() -> desk.rotate(null, asks(few, all.id())))).isEqualTo("forbidden");
      assertThat(
              refused(
                  () ->
                      desk.create(
                          new NewKey(
                              null,
                              null,
                              List.of("posts:read"),
                              null,
                              new NewLimits(0, 0, 0),
                              null),
                          asks(few, 0))))
          .as("limits are the administrator's")
          .isEqualTo("forbidden");
    }

    @Test
    void the_last_key_of_an_administrator_stays() {
      Caller operator = operator();
      assertThat(refused(() -> desk.revoke(asks(operator, operator.keyId()))))
          .isEqualTo("last_admin_key");

      IssuedKey other = create(operator, "admin");
      desk.rotate(null, asks(operator, other.id()));
      long successor = keys.show(other.id()).orElseThrow().rotatedTo();
      desk.revoke(asks(operator, operator.keyId()));
      assertThat(refused(() -> desk.revoke(asks(operator, successor))))
          .as("the one that is being replaced does not count")
          .isEqualTo("last_admin_key");
    }

    @Test
    void two_administrators_who_revoke_each_other_leave_one() throws Exception {
      Caller one = operator();
      Caller two = keys.verify(create(one, "admin").key()).orElseThrow();
      List<Caller> both = new ArrayList<>(List.of(one, two));

      List<String> ends =
          together(
              2,
              () -> {
                Caller key;
                synchronized (both) {
                  key = both.remove(0);
                }
                return "" + refused(() -> desk.revoke(asks(key, key.keyId())));
              });

      assertThat(ends).containsExactlyInAnyOrder("null", "last_admin_key");
      assertThat(count("api_key", "revoked_at is null")).isEqualTo(1);
    }

    @Test
    void every_change_is_on_the_trail_with_who_and_from_where_and_without_the_key() {
      Caller operator = operator();
      IssuedKey key = create(operator, "posts");
      IssuedKey successor = made(desk.rotate(null, asks(operator, key.id())));
      desk.revoke(asks(operator, key.id()));
      desk.revoke(asks(operator, key.id()));

      List<Audit.AuditEntry> trail = audit.list(null, 10, 0);

      assertThat(trail)
          .extracting(Audit.AuditEntry::action)
          .containsExactly("key:revoked", "key:rotated", "key:created");
      assertThat(trail)
          .allSatisfy(
              entry -> {
                assertThat(entry.subject()).isEqualTo("key/" + key.id());
                assertThat(entry.actorId()).isEqualTo(1);
                assertThat(entry.actorKeyId()).isEqualTo(operator.keyId());
                assertThat(entry.address()).isEqualTo("198.51.100.1");
                assertThat(entry.at()).isEqualTo(clock.instant());
                assertThat(entry.toString()).doesNotContain(key.key(), successor.key());
              });
      assertThat(audit.count(2L)).isZero();
    }

    @Test
    void a_change_that_fails_leaves_no_trace() {
      Caller operator = operator();
      KeyDesk broken =
          new KeyDesk(
              new Users(sql, clock),
              keys,
              new FirstAnswers() {
                @Override
                public <T> T once(RequestContext request, Supplier<T> work) {
                  return transaction.execute(
                      begun -> {
                        work.get();
                        throw new IllegalStateException("the process ends here");
                      });
                }
              },
              audit,
              events::add,
              new KeyDesk.KeyRules(
                  new KeySettings(Duration.ofDays(90), Duration.ofHours(24)), clock));

      catchThrowableOfType(
          IllegalStateException.class,
          () -> broken.create(new NewKey(null, null, null, null, null, null), asks(operator, 0)));

      assertThat(count("api_key", "slot is null")).isZero();
      assertThat(count("audit_entry", "1 = 1")).isZero();
    }

    @Test
    void notes_the_last_use_in_one_statement_a_key_and_never_an_older_one() {
      Caller operator = operator();
      IssuedKey key = create(operator, "posts");
      for (int i = 0; i < 1_000; i++) {
        keys.verify(key.key());
      }
      assertThat(keys.show(key.id()).orElseThrow().lastUsedAt()).as("not yet").isNull();

      keys.noteUse();
      assertThat(keys.show(key.id()).orElseThrow().lastUsedAt()).isEqualTo(clock.instant());

      ApiKeys behind = new ApiKeys(sql, clock, clock::nanos);
      behind.verify(key.key());
      clock.advance(Duration.ofMinutes(1));
      keys.verify(key.key());
      keys.noteUse();
      behind.noteUse();
      assertThat(keys.show(key.id()).orElseThrow().lastUsedAt()).isEqualTo(clock.instant());
    }

    @Test
    void tenants_see_and_change_their_own_keys_only() {
      Caller operator = operator();
      long user = new Users(sql, clock).create("tenant").userId();
      Caller tenant = new Caller(user, "tenant", false, 0, Set.of("keys"), KeyLimits.NONE);
      IssuedKey key = create(operator, "posts");

      assertThat(refused(() -> desk.revoke(asks(tenant, key.id())))).isEqualTo("not_found");
      assertThat(refused(() -> desk.rotate(null, asks(tenant, key.id())))).isEqualTo("not_found");
      assertThat(keys.verify(key.key())).isPresent();
      assertThat(desk.list(asks(tenant, 0)).keys()).isEmpty();
    }
  }
}
