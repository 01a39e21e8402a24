package io.snshub.bus;

import io.snshub.store.Sql;

/** An outbox for tests of other rooms; nobody empties it. */
public final class TestOutbox {
  private TestOutbox() {}

  public static Outbox on(Sql sql) {
    return new Outbox(sql, new RelaySignal());
  }
}
