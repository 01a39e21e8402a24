package io.snshub.web;

import io.snshub.call.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** What the filters leave on a request for those behind them. */
final class Traces {
  static final String MDC_KEY = "trace_id";

  private static final String TRACE = "io.snshub.trace";
  private static final String CALLER = "io.snshub.caller";

  private Traces() {}

  /** Returns the request's id, giving it one if it has none yet. */
  static String of(HttpServletRequest request) {
    if (request.getAttribute(TRACE) instanceof String known) {
      return known;
    }
    ThreadLocalRandom random = ThreadLocalRandom.current();
    HexFormat hex = HexFormat.of();
    String made = hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
    request.setAttribute(TRACE, made);
    return made;
  }

  static @Nullable Caller caller(HttpServletRequest request) {
    return request.getAttribute(CALLER) instanceof Caller caller ? caller : null;
  }

  static void identify(HttpServletRequest request, Caller caller) {
    request.setAttribute(CALLER, caller);
  }
}
