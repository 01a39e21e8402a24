package io.snshub.bus;

import io.snshub.store.Sql;
import java.time.Clock;
import java.util.List;

/** An outbox for tests of other rooms; nobody empties it. */
public final class TestOutbox {
  private TestOutbox() {}

  public static Outbox on(Sql sql) {
    return on(sql, List.of());
  }

  /** One whose commits somebody hears of. */
  public static Outbox on(Sql sql, List<PostListener> listeners) {
    return new Outbox(sql, new RelaySignal(), changes(sql, listeners));
  }

  public static PostChanges changes(Sql sql, List<PostListener> listeners) {
    return new PostChanges(sql, Clock.systemUTC(), listeners);
  }
}
