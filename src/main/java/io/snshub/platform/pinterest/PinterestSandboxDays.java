package io.snshub.platform.pinterest;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.RefusedCall;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/** The days that a call asks about: at most ninety days back, and ninety days long. */
record PinterestSandboxDays(LocalDate first, LocalDate last) {
  static PinterestSandboxDays of(Call call, RefusedCall problem) {
    try {
      LocalDate first = LocalDate.parse(String.valueOf(call.query("start_date")));
      LocalDate last = LocalDate.parse(String.valueOf(call.query("end_date")));
      LocalDate today = LocalDate.ofInstant(call.at(), ZoneOffset.UTC);
      if (last.isBefore(first)
          || first.isBefore(today.minusDays(90))
          || last.isAfter(first.plusDays(90))) {
        throw problem;
      }
      return new PinterestSandboxDays(first, last);
    } catch (DateTimeParseException e) {
      throw problem;
    }
  }
}
