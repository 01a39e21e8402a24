package io.snshub.store;

/** The databases the hub speaks to. */
public enum Dialect {
  H2,
  POSTGRESQL
}
