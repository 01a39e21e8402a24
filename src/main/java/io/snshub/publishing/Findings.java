package io.snshub.publishing;

import io.snshub.call.FieldError;
import io.snshub.platform.ContentRules.Violation;
import java.util.ArrayList;
import java.util.List;

/** All that is wrong with one request. */
final class Findings {
  private final List<FieldError> errors = new ArrayList<>();

  /** Something that breaks a rule of the hub. */
  void wrong(String field, String message, Object... arguments) {
    errors.add(new FieldError(field, filled(message, arguments)));
  }

  /** Something that breaks a rule of the hub and has to do with one platform only. */
  void wrongFor(String platform, String field, String message, Object... arguments) {
    String text = filled(message, arguments);
    errors.add(new FieldError(field, text, platform, null, null, null));
  }

  /** A platform's rule that is broken. */
  void broken(String platform, String field, Violation rule) {
    errors.add(
        new FieldError(field, rule.message(), platform, rule.code(), rule.limit(), rule.value()));
  }

  List<FieldError> all() {
    return List.copyOf(errors);
  }

  /** Returns what is wrong on one platform only. */
  List<FieldError> of(String platform) {
    return errors.stream().filter(error -> platform.equals(error.platform())).toList();
  }

  /** Returns what is wrong whatever the platform. */
  List<FieldError> general() {
    return errors.stream().filter(error -> error.platform() == null).toList();
  }

  private static String filled(String message, Object... arguments) {
    return arguments.length == 0 ? message : message.formatted(arguments);
  }
}
