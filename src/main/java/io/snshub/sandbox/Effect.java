package io.snshub.sandbox;

import java.util.Locale;

/** What a call did to the world. */
enum Effect {
  CREATED,
  DELETED,
  NONE;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
