package io.snshub.accounts;

import io.snshub.bus.Outbox;
import io.snshub.post.Event;
import io.snshub.post.EventType;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What happens to accounts, told to everybody. Part of the writer's transaction. */
@Component
class AccountEvents {
  private final Outbox outbox;
  private final Clock clock;

  AccountEvents(Outbox outbox, Clock clock) {
    this.outbox = outbox;
    this.clock = clock;
  }

  void connected(long id, long userId, String platform, String name, boolean again) {
    tell(
        EventType.ACCOUNT_CONNECTED,
        id,
        userId,
        Map.of("account_id", id, "platform", platform, "name", name, "again", again));
  }

  void disconnected(AccountRow row, String reason) {
    tell(
        EventType.ACCOUNT_DISCONNECTED,
        row.id(),
        row.userId(),
        Map.of(
            "account_id", row.id(),
            "platform", row.platform(),
            "name", row.name(),
            "reason", reason));
  }

  void expiring(AccountRow row, Instant endsAt, int days) {
    tell(
        EventType.ACCOUNT_EXPIRING,
        row.id(),
        row.userId(),
        Map.of(
            "account_id", row.id(),
            "platform", row.platform(),
            "name", row.name(),
            "ends_at", endsAt.toString(),
            "within_days", days));
  }

  private void tell(EventType type, long id, long userId, Map<String, Object> data) {
    outbox.append(
        new Event(UUID.randomUUID(), type, "account/" + id, userId, data, clock.instant()));
  }
}
