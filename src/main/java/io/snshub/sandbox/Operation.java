package io.snshub.sandbox;

import java.util.Locale;

/** What a call is for. Every route of a platform belongs to exactly one. */
public enum Operation {
  /** Makes a post visible. */
  PUBLISH,
  /** Takes a post down. */
  DELETE,
  /** Brings media or a container, invisibly. */
  UPLOAD,
  /** Reads posts, states and accounts. */
  LOOKUP,
  /** Reads counters. */
  METRICS,
  /** Exchanges, refreshes or revokes tokens. */
  TOKEN;

  /** Calls that change something are written into the ledger. */
  boolean mutating() {
    return this != LOOKUP && this != METRICS;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
