package io.snshub.platform.linkedin;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Reply;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which monthly versions answer. The oldest one is fixed unless the sandbox is told to retire them
 * by its clock, so that a client doesn't stop working on a date nobody thought of.
 */
final class LinkedinSandboxVersions {
  private static final Pattern VERSION = Pattern.compile("(20\\d{2})(0[1-9]|1[0-2])\\.?(\\d{2})?");
  private static final YearMonth OLDEST = YearMonth.of(2025, 10);
  private static final YearMonth NEWEST_KNOWN = YearMonth.of(2026, 9);

  private BooleanSupplier retire = () -> false;

  void retire(BooleanSupplier byClock) {
    retire = byClock;
  }

  /** Returns the gateway's refusal of this version, or null when it is fine. */
  @Nullable Reply refusal(Call call) {
    String wanted = call.header("LinkedIn-Version");
    if (wanted == null || wanted.isBlank()) {
      return gateway(
          LinkedinSandboxDialect.error(
              400,
              "VERSION_MISSING",
              "A version must be present. Please specify a version by adding the LinkedIn-Version"
                  + " header."));
    }
    Matcher parts = VERSION.matcher(wanted.strip());
    if (parts.matches() && active(parts, call.at())) {
      return null;
    }
    return gateway(
        LinkedinSandboxDialect.error(
            426, "NONEXISTENT_VERSION", "Requested version " + full(wanted) + " is not active"));
  }

  /** Returns the version as LinkedIn repeats it: eight digits. */
  static String full(@Nullable String wanted) {
    Matcher parts = VERSION.matcher(wanted == null ? "" : wanted.strip());
    if (!parts.matches()) {
      return wanted == null ? "NO_VERSION" : wanted.strip();
    }
    String revision = parts.group(3);
    return parts.group(1) + parts.group(2) + (revision == null ? "01" : revision);
  }

  private boolean active(Matcher parts, Instant now) {
    YearMonth asked =
        YearMonth.of(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
    YearMonth present = YearMonth.from(now.atZone(ZoneOffset.UTC));
    YearMonth newest = present.isAfter(NEWEST_KNOWN) ? present : NEWEST_KNOWN;
    boolean ended = retire.getAsBoolean() ? endOf(asked).isBefore(now) : asked.isBefore(OLDEST);
    return !ended && !asked.isAfter(newest);
  }

  /** A version ends in the middle of its month a year later. */
  private static Instant endOf(YearMonth version) {
    return version.plusYears(1).atDay(15).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static Reply gateway(Reply reply) {
    return reply.header("X-RestLi-Gateway-Error", "true");
  }
}
