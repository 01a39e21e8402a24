package io.snshub.publishing;

import io.snshub.call.FieldError;
import io.snshub.call.Problems;
import io.snshub.platform.ContentRules;
import io.snshub.platform.Option;
import io.snshub.platform.PlatformCatalog;
import io.snshub.platform.PlatformProfile;
import io.snshub.post.Content;
import io.snshub.post.FailurePolicy;
import io.snshub.post.Media;
import io.snshub.post.PostStatus;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Holds a request against every rule, the hub's and each platform's, and tells all it breaks. */
@Component
class PostRules {
  static final int MOST_CHARACTERS = 10_000;
  static final int MOST_PLATFORMS = 9;
  static final int MOST_MEDIA = 20;
  static final int LONGEST_URL = 2_000;

  /** Fields of a post that a platform's rules are about; all others are its overrides. */
  private static final Set<String> COMMON = Set.of("content", "media_urls", "media_ids");

  private final PlatformCatalog catalog;
  private final AccountChoice accounts;
  private final Clock clock;

  PostRules(PlatformCatalog catalog, AccountChoice accounts, Clock clock) {
    this.catalog = catalog;
    this.accounts = accounts;
    this.clock = clock;
  }

  /**
   * Checks a request.
   *
   * @return what to store
   * @throws io.snshub.call.ProblemException 400 with every broken rule
   */
  PostPlan check(long userId, PostRequest request) {
    Check check = new Check(userId, request);
    PostPlan plan = check.run();
    if (!check.errors.isEmpty()) {
      throw Problems.validation(check.errors);
    }
    return plan;
  }

  private final class Check {
    private final long userId;
    private final PostRequest request;
    private final List<FieldError> errors = new ArrayList<>();

    Check(long userId, PostRequest request) {
      this.userId = userId;
      this.request = request;
    }

    PostPlan run() {
      content();
      List<Media> media = media();
      FailurePolicy policy = policy();
      Map<String, PlatformProfile> platforms = platforms();
      strict(policy, platforms.values());
      Map<String, Map<String, Object>> overrides = overrides(platforms);
      Map<String, Long> chosen = chosen(platforms);
      List<PostPlan.PlannedTarget> targets = new ArrayList<>();
      for (PlatformProfile platform : platforms.values()) {
        Map<String, Object> own = overrides.getOrDefault(platform.name(), Map.of());
        Content content = render(platform, own, media);
        if (content != null) {
          rules(platform, own, content);
          targets.add(
              new PostPlan.PlannedTarget(
                  platform.name(), chosen.getOrDefault(platform.name(), 0L), content));
        }
      }
      return new PostPlan(request, status(), policy, request.scheduledAt(), targets);
    }

    private void content() {
      String text = request.content();
      if (text == null || text.isBlank()) {
        wrong("content", text == null ? "is required" : "is blank");
      } else {
        int characters = text.codePointCount(0, text.length());
        if (characters > MOST_CHARACTERS) {
          wrong("content", "has %d characters, at most %d", characters, MOST_CHARACTERS);
        }
        if (text.indexOf('\0') >= 0) {
          wrong("content", "contains the character U+0000");
        }
      }
    }

    private List<Media> media() {
      if (request.mediaIds() != null && !request.mediaIds().isEmpty()) {
        wrong("media_ids", "uploaded media are not available yet, use media_urls");
      }
      List<Media> media = new ArrayList<>();
      List<@Nullable String> urls = Objects.requireNonNullElse(request.mediaUrls(), List.of());
      if (urls.size() > MOST_MEDIA) {
        wrong("media_urls", "has %d entries, at most %d", urls.size(), MOST_MEDIA);
      }
      for (int i = 0; i < urls.size() && i < MOST_MEDIA; i++) {
        String wrong = urlProblem(urls.get(i));
        if (wrong != null) {
          wrong("media_urls[" + i + "]", wrong);
        } else {
          media.add(Media.of(Objects.requireNonNull(urls.get(i))));
        }
      }
      return media;
    }

    private FailurePolicy policy() {
      String word = request.onFailure();
      if (word == null) {
        return FailurePolicy.ROLLBACK;
      }
      for (FailurePolicy policy : FailurePolicy.values()) {
        if (policy.name().toLowerCase(Locale.ROOT).equals(word)) {
          return policy;
        }
      }
      wrong("on_failure", "is %s, one of rollback, keep", quote(word));
      return FailurePolicy.ROLLBACK;
    }

    private Map<String, PlatformProfile> platforms() {
      Map<String, PlatformProfile> found = new LinkedHashMap<>();
      List<@Nullable String> names = request.platforms();
      if (names == null || names.isEmpty()) {
        wrong("platforms", "names no platform, 1 to %d of %s", MOST_PLATFORMS, catalog.names());
        return found;
      }
      if (names.size() > MOST_PLATFORMS) {
        wrong("platforms", "has %d entries, at most %d", names.size(), MOST_PLATFORMS);
        return found;
      }
      for (int i = 0; i < names.size(); i++) {
        String name = names.get(i);
        PlatformProfile platform = name == null ? null : catalog.find(name).orElse(null);
        if (platform == null) {
          wrong("platforms[" + i + "]", "%s is none of %s", quote(name), catalog.names());
        } else if (found.putIfAbsent(platform.name(), platform) != null) {
          wrong("platforms[" + i + "]", "%s stands here twice", platform.name());
        }
      }
      return found;
    }

    /** Only one target may be beyond recall: the one that goes last, when all others are up. */
    private void strict(FailurePolicy policy, Collection<PlatformProfile> platforms) {
      List<String> lasting =
          platforms.stream()
              .filter(platform -> !platform.deletable())
              .map(PlatformProfile::name)
              .toList();
      if (policy == FailurePolicy.ROLLBACK && lasting.size() > 1) {
        wrong(
            "on_failure",
            "can't be rollback with %s: posts there can't be taken down again, so at most one of"
                + " them can go last; use keep, or a post for each",
            String.join(" and ", lasting));
      }
    }

    private Map<String, Map<String, Object>> overrides(Map<String, PlatformProfile> platforms) {
      Map<String, Map<String, Object>> byName = new HashMap<>();
      Objects.requireNonNullElse(request.overrides(), Map.<String, Map<String, Object>>of())
          .forEach(
              (name, own) -> {
                PlatformProfile platform = catalog.find(name).orElse(null);
                if (platform == null || !platforms.containsKey(platform.name())) {
                  wrong("overrides." + name, "is not one of the post's platforms");
                } else {
                  byName.put(platform.name(), own == null ? Map.of() : own);
                }
              });
      return byName;
    }

    private Map<String, Long> chosen(Map<String, PlatformProfile> platforms) {
      Map<String, Long> wanted = new HashMap<>();
      Objects.requireNonNullElse(request.accounts(), Map.<String, Long>of())
          .forEach(
              (name, id) -> {
                PlatformProfile platform = catalog.find(name).orElse(null);
                if (platform == null || !platforms.containsKey(platform.name())) {
                  wrong("accounts." + name, "is not one of the post's platforms");
                } else if (id == null) {
                  wrong("accounts." + name, "is null");
                } else {
                  wanted.put(platform.name(), id);
                }
              });
      return accounts.choose(userId, platforms.keySet(), wanted, this::wrong);
    }

    private @Nullable Content render(
        PlatformProfile platform, Map<String, Object> own, List<Media> media) {
      String at = "overrides." + platform.name();
      Map<String, Object> options = new HashMap<>(own);
      Object text = options.remove("content");
      Object title = options.remove("title");
      if (text != null && !(text instanceof String)) {
        wrong(at + ".content", "is not a text");
        return null;
      }
      if (text instanceof String words && words.isBlank()) {
        wrong(at + ".content", "is blank");
      }
      if (title != null && !(title instanceof String)) {
        wrong(at + ".title", "is not a text");
        return null;
      }
      String shown = text == null ? request.content() : (String) text;
      if (shown == null) {
        return null;
      }
      List<Media> described = alternatives(at, options, media);
      Set<String> known = platform.options().stream().map(Option::name).collect(Collectors.toSet());
      for (String option : options.keySet()) {
        if (!known.contains(option)) {
          wrong(
              at + "." + option,
              "is no option of %s; its options: %s",
              platform.name(),
              new TreeSet<>(known));
        }
      }
      return new Content(shown, (String) title, described, options);
    }

    /** Alternative texts stand in the order of the media; {@code alt_text} is the first one's. */
    private List<Media> alternatives(String at, Map<String, Object> options, List<Media> media) {
      Object one = options.remove("alt_text");
      Object all = options.remove("alt_texts");
      if (one == null && all == null) {
        return media;
      }
      if (one != null && all != null) {
        wrong(at + ".alt_text", "stands beside alt_texts, leave one of the two out");
        return media;
      }
      List<?> texts = all instanceof List<?> list ? list : all == null ? List.of(one) : null;
      if (texts == null || texts.stream().anyMatch(text -> !(text instanceof String))) {
        wrong(
            at + (all == null ? ".alt_text" : ".alt_texts"),
            all == null ? "is not a text" : "is not a list of texts");
        return media;
      }
      if (texts.size() > media.size()) {
        wrong(
            at + (all == null ? ".alt_text" : ".alt_texts"),
            "has %d texts for %d media",
            texts.size(),
            media.size());
        return media;
      }
      List<Media> described = new ArrayList<>(media);
      for (int i = 0; i < texts.size(); i++) {
        described.set(i, media.get(i).withAlt((String) texts.get(i)));
      }
      return described;
    }

    private void rules(PlatformProfile platform, Map<String, Object> own, Content content) {
      for (ContentRules.Violation broken : ContentRules.check(platform, content)) {
        String name = broken.field().replaceFirst("\\[.*", "");
        String field =
            own.containsKey(name) || !COMMON.contains(name)
                ? "overrides." + platform.name() + "." + broken.field()
                : broken.field();
        errors.add(
            new FieldError(
                field,
                broken.message(),
                platform.name(),
                broken.code(),
                broken.limit(),
                broken.value()));
      }
    }

    private PostStatus status() {
      Instant at = request.scheduledAt();
      boolean draft = Boolean.TRUE.equals(request.draft());
      if (at != null && !at.isAfter(clock.instant())) {
        wrong("scheduled_at", "is %s, which is past (now %s)", at, clock.instant());
      }
      if (draft && at != null) {
        wrong("scheduled_at", "a draft has no time yet, leave one of the two out");
      }
      return draft ? PostStatus.DRAFT : at == null ? PostStatus.PENDING : PostStatus.SCHEDULED;
    }

    private void wrong(String field, String message, Object... arguments) {
      errors.add(
          new FieldError(field, arguments.length == 0 ? message : message.formatted(arguments)));
    }
  }

  private static @Nullable String urlProblem(@Nullable String url) {
    if (url == null || url.isBlank()) {
      return "is empty";
    }
    if (url.length() > LONGEST_URL) {
      return "has %d characters, at most %d".formatted(url.length(), LONGEST_URL);
    }
    try {
      URI uri = new URI(url);
      String scheme = uri.getScheme();
      if (scheme == null || !scheme.matches("https?") || uri.getHost() == null) {
        return "is no absolute http or https URL";
      }
    } catch (URISyntaxException e) {
      return "is no URL: " + e.getReason();
    }
    if (Media.of(url).kind() == Media.Kind.UNKNOWN) {
      return "its path must end in .jpg, .jpeg, .png, .gif, .webp, .mp4, .m4v, .mov or .webm";
    }
    return null;
  }

  private static String quote(@Nullable String word) {
    if (word == null) {
      return "null";
    }
    return "'" + (word.length() <= 40 ? word : word.substring(0, 40) + "…") + "'";
  }
}
