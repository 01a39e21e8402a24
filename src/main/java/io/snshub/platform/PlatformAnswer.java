package io.snshub.platform;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came back from a platform: never an exception. */
public sealed interface PlatformAnswer {

  /**
   * A complete HTTP answer.
   *
   * @param status the HTTP status
   * @param headers header lines, names in lower case
   * @param body its bytes, possibly empty
   */
  record Answered(int status, Map<String, String> headers, byte[] body) implements PlatformAnswer {
    /** The status lies in 200–299. */
    public boolean ok() {
      return status >= 200 && status < 300;
    }

    /**
     * The status is one that a platform refuses with: 400–499, but not that of a timeout. After any
     * other failure, and after a redirection, the call may have had its effect all the same.
     */
    public boolean mayRefuse() {
      return status >= 400 && status < 500 && status != 408;
    }

    /** Returns the body as UTF-8 text. */
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    /** Returns a header's value, or null. */
    public @Nullable String header(String name) {
      return headers.get(name.toLowerCase(Locale.ROOT));
    }
  }

  /**
   * Not a byte went out (refused, unknown host, TLS failure): the platform can't have seen it.
   *
   * @param reason a sentence without secrets
   * @param retryAfter how long to wait when the hub itself held the call back; null when the
   *     platform could not be reached
   */
  record NotSent(String reason, @Nullable Duration retryAfter) implements PlatformAnswer {
    /** The platform could not be reached. */
    public NotSent(String reason) {
      this(reason, null);
    }
  }

  /**
   * The request may have arrived, its answer did not (timeout, reset, cut off).
   *
   * @param reason a sentence without secrets
   */
  record Lost(String reason) implements PlatformAnswer {}
}
