package io.snshub.simulation;

import java.util.List;

/** Something that must hold did not. */
final class Violation extends AssertionError {
  private static final long serialVersionUID = 1L;
  private final String what;

  Violation(String what, List<String> trace) {
    super(what + "\n" + String.join("\n", trace));
    this.what = what;
  }

  String what() {
    return what;
  }
}
