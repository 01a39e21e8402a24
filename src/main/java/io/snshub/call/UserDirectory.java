package io.snshub.call;

/** Tells who is a user of this hub. Safe for concurrent use. */
public interface UserDirectory {

  /** There is a user with this id. Throws when it can't be found out. */
  boolean exists(long userId);
}
