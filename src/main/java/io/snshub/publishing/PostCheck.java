package io.snshub.publishing;

import io.snshub.platform.MediaShelf;
import io.snshub.platform.PlatformCatalog;
import io.snshub.platform.PlatformProfile;
import io.snshub.post.Content;
import io.snshub.post.FailurePolicy;
import io.snshub.post.Media;
import io.snshub.post.PostStatus;
import io.snshub.store.JsonColumn;
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
import org.jspecify.annotations.Nullable;

/** One request held against every rule, once. */
final class PostCheck {
  static final int MOST_CHARACTERS = 10_000;
  static final int MOST_PLATFORMS = 9;
  static final int MOST_MEDIA = 20;
  static final int LONGEST_URL = 2_000;
  static final int MOST_JSON = 200_000;

  private final PlatformCatalog catalog;
  private final AccountChoice accounts;
  private final MediaShelf shelf;
  private final Clock clock;
  private final long userId;
  private final PostRequest request;
  private final Findings findings = new Findings();
  private final Map<String, PlatformProfile> platforms = new LinkedHashMap<>();

  PostCheck(
      PlatformCatalog catalog,
      AccountChoice accounts,
      MediaShelf shelf,
      Clock clock,
      long userId,
      PostRequest request) {
    this.catalog = catalog;
    this.accounts = accounts;
    this.shelf = shelf;
    this.clock = clock;
    this.userId = userId;
    this.request = request;
  }

  /** Returns what was found wrong so far. */
  Findings findings() {
    return findings;
  }

  /** Returns the platforms that were asked for and exist. */
  Collection<PlatformProfile> platforms() {
    return platforms.values();
  }

  /** Checks all there is to check; what comes back is only good when nothing was found. */
  PostPlan run() {
    content();
    List<Media> media = media();
    FailurePolicy policy = policy();
    platforms.putAll(namedPlatforms());
    strict(policy);
    Map<String, Map<String, Object>> overrides = overrides();
    Map<String, Long> chosen = chosen();
    List<PostPlan.PlannedTarget> targets = new ArrayList<>();
    for (PlatformProfile platform : platforms.values()) {
      Map<String, Object> own = overrides.getOrDefault(platform.name(), Map.of());
      Content content = new PlatformContent(platform, own, findings).of(bounded(), media);
      if (content != null) {
        reachable(platform, content);
        targets.add(
            new PostPlan.PlannedTarget(
                platform.name(), chosen.getOrDefault(platform.name(), 0L), content));
      }
    }
    return new PostPlan(request, json(), status(), policy, request.scheduledAt(), targets);
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

  /** What is too long for all is held against nobody's rules: some take their time over it. */
  private @Nullable String bounded() {
    String text = request.content();
    return text == null || PlatformContent.tooLong(text) ? null : text;
  }

  private List<Media> media() {
    List<@Nullable String> urls = Objects.requireNonNullElse(request.mediaUrls(), List.of());
    List<@Nullable Long> ids = Objects.requireNonNullElse(request.mediaIds(), List.of());
    if (!urls.isEmpty() && !ids.isEmpty()) {
      wrong("media_ids", "stands beside media_urls, leave one of the two out");
      return List.of();
    }
    return ids.isEmpty() ? linked(urls) : uploaded(ids);
  }

  private List<Media> linked(List<@Nullable String> urls) {
    List<Media> media = new ArrayList<>();
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

  private List<Media> uploaded(List<@Nullable Long> ids) {
    if (ids.size() > MOST_MEDIA) {
      wrong("media_ids", "has %d entries, at most %d", ids.size(), MOST_MEDIA);
      return List.of();
    }
    List<Long> wanted = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      Long id = ids.get(i);
      if (id == null) {
        wrong("media_ids[" + i + "]", "is null");
      } else {
        wanted.add(id);
      }
    }
    MediaShelf.Found found = shelf.find(userId, wanted);
    for (Long id : found.missing()) {
      wrong("media_ids[" + ids.indexOf(id) + "]", "there is no medium %d", id);
    }
    return found.media();
  }

  /** What was uploaded here, some platforms come for themselves. */
  private void reachable(PlatformProfile platform, Content content) {
    boolean uploaded = content.media().stream().anyMatch(media -> media.id() != null);
    String problem = uploaded && platform.media().pulled() ? shelf.outOfReach() : null;
    if (problem != null) {
      findings.wrongFor(platform.name(), "media_ids", "%s: %s", platform.name(), problem);
    }
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

  private Map<String, PlatformProfile> namedPlatforms() {
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
  private void strict(FailurePolicy policy) {
    List<String> lasting =
        platforms.values().stream()
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

  private Map<String, Map<String, Object>> overrides() {
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

  private Map<String, Long> chosen() {
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
    return accounts.choose(userId, platforms.keySet(), wanted, findings);
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
    findings.wrong(field, message, arguments);
  }

  private String json() {
    String json = JsonColumn.write(request);
    int characters = json.length();
    if (characters > MOST_JSON) {
      wrong(
          "overrides", "the request has %d characters of JSON, at most %d", characters, MOST_JSON);
    }
    return json;
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
