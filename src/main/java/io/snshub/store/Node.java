package io.snshub.store;

import java.util.UUID;

/**
 * This process among others on the same database.
 *
 * @param name unlike any other process's, also unlike this one's after a restart
 * @param alone no other process can be on this database (the embedded engine locks its file), so
 *     that leases of earlier processes are void at once
 */
public record Node(String name, boolean alone) {
  /** Names a process that has just started. */
  public static Node starting(Dialect dialect) {
    return new Node(UUID.randomUUID().toString().substring(0, 13), dialect == Dialect.H2);
  }
}
