package io.snshub.platform;

/** One platform's membership: a bean of this type puts it on the map. */
public interface Platform {

  /** Returns what the platform can do, as data. */
  PlatformProfile profile();
}
