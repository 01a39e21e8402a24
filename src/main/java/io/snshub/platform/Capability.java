package io.snshub.platform;

import io.snshub.platform.FileRule.Range;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One platform as {@code GET /platforms/{platform}} shows it. Times are in seconds, sizes in bytes
 * and pixels; what is null has no limit, or the platform doesn't tell it.
 */
record Capability(
    String platform,
    String title,
    Set<String> aliases,
    String apiVersion,
    String mode,
    boolean canDelete,
    boolean canEdit,
    boolean canLookup,
    long listLagSeconds,
    Text text,
    List<Text> texts,
    MediaLimits media,
    List<Option> options,
    List<Rule> rules,
    List<String> metrics,
    Auth auth,
    List<Quota> quotas) {

  /** How a text is counted, and how much is allowed. */
  record Text(String field, int min, int max, String unit) {
    static Text of(TextRule rule) {
      return new Text(rule.field(), rule.least(), rule.limit(), rule.unit());
    }
  }

  /**
   * What may be attached.
   *
   * @param fetchedBy who fetches media by URL: {@code platform} or {@code hub}
   * @param altTextMax most characters of an alternative text, 0 where there is none
   */
  record MediaLimits(
      boolean required,
      boolean videoRequired,
      int maxImages,
      int maxVideos,
      int maxItems,
      boolean mixed,
      String fetchedBy,
      int altTextMax,
      @Nullable FileLimits image,
      @Nullable FileLimits video) {
    static MediaLimits of(MediaRule rule) {
      return new MediaLimits(
          rule.required(),
          rule.videoRequired(),
          rule.maxImages(),
          rule.maxVideos(),
          rule.maxItems(),
          rule.mixed(),
          rule.pulled() ? "platform" : "hub",
          rule.altText(),
          FileLimits.of(rule.image()),
          FileLimits.of(rule.video()));
    }
  }

  /** What one file may be. */
  record FileLimits(
      Set<String> contentTypes,
      long maxBytes,
      @Nullable Limit width,
      @Nullable Limit height,
      @Nullable Limit ratio,
      @Nullable Limit seconds) {
    static @Nullable FileLimits of(@Nullable FileRule rule) {
      return rule == null
          ? null
          : new FileLimits(
              new TreeSet<>(rule.types()),
              rule.maxBytes(),
              Limit.of(rule.width()),
              Limit.of(rule.height()),
              Limit.of(rule.ratio()),
              Limit.of(rule.seconds()));
    }
  }

  /** From min to max, both allowed. */
  record Limit(@Nullable Double min, @Nullable Double max) {
    static @Nullable Limit of(Range range) {
      return range.limited()
          ? new Limit(
              range.least() > 0 ? range.least() : null,
              range.most() < Double.POSITIVE_INFINITY ? range.most() : null)
          : null;
    }
  }

  /** What {@code overrides} may set; {@code values} is empty when any value is allowed. */
  record Option(String name, String kind, Set<String> values, String meaning) {
    static Option of(io.snshub.platform.Option option) {
      return new Option(
          option.name(), option.kind().words(), new TreeSet<>(option.values()), option.meaning());
    }
  }

  /** A rule beyond the limits, by the name it has in errors. */
  record Rule(String rule, String field) {}

  /**
   * What an account grants, and for how long.
   *
   * @param renewal {@code refresh_token}, or {@code while_valid} when an expired token is lost
   */
  record Auth(
      List<String> scopes,
      @Nullable Long accessTokenSeconds,
      @Nullable Long refreshTokenSeconds,
      boolean refreshRotates,
      String renewal,
      boolean pkce) {
    static Auth of(Access access) {
      return new Auth(
          access.scopes(),
          seconds(access.accessLifetime()),
          seconds(access.refreshLifetime()),
          access.rotates(),
          access.renewal().name().toLowerCase(Locale.ROOT),
          access.pkce());
    }
  }

  /** How often an account may do what. */
  record Quota(String name, long calls, long windowSeconds, String unit) {
    static Quota of(Access.Quota quota) {
      return new Quota(quota.name(), quota.calls(), quota.window().toSeconds(), quota.unit());
    }
  }

  static Capability of(PlatformProfile platform, String mode) {
    return new Capability(
        platform.name(),
        platform.title(),
        new TreeSet<>(platform.aliases()),
        platform.apiVersion(),
        mode,
        platform.deletable(),
        platform.abilities().editable(),
        platform.readable(),
        platform.listLag().toSeconds(),
        Text.of(platform.text()),
        platform.limits().texts().stream().map(Text::of).toList(),
        MediaLimits.of(platform.media()),
        platform.options().stream().map(Option::of).toList(),
        platform.rules().stream().map(rule -> new Rule(rule.code(), rule.field())).toList(),
        platform.abilities().metrics().stream().map(Metric::word).sorted().toList(),
        Auth.of(platform.access()),
        platform.access().quotas().stream().map(Quota::of).toList());
  }

  private static @Nullable Long seconds(@Nullable Duration time) {
    return time == null ? null : Long.valueOf(time.toSeconds());
  }
}
