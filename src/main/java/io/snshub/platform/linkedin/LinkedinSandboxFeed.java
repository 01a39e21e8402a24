package io.snshub.platform.linkedin;

import io.snshub.sandbox.Sequence;
import io.snshub.sandbox.Shelf;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The posts that are up, and which were; at most {@value #CAPACITY} of each. */
final class LinkedinSandboxFeed {
  static final int CAPACITY = 200_000;

  private static final Duration DUPLICATE_WINDOW = Duration.ofMinutes(10);
  private static final Pattern URN =
      Pattern.compile("urn:li:(?:share|ugcPost):(\\d{1,18}|[0-8]\\d{18})");

  private final Shelf<Long, LinkedinSandboxPost> live = new Shelf<>(CAPACITY);
  private final Shelf<Long, String> gone = new Shelf<>(CAPACITY);
  private final Map<String, Long> byPrint = new LinkedHashMap<>();
  private final Sequence numbers;

  LinkedinSandboxFeed(Site site) {
    this.numbers = new Sequence(site.clock(), millis -> millis << 22);
  }

  /** Puts a post up, or refuses it as a duplicate. One with a video has another kind of URN. */
  LinkedinSandboxPost put(JsonObject fields, LinkedinSandboxText text, Instant now) {
    boolean video =
        LinkedinSandboxPost.media(fields).stream().anyMatch(urn -> urn.startsWith("urn:li:video:"));
    long number = numbers.next();
    String urn = (video ? "urn:li:ugcPost:" : "urn:li:share:") + number;
    LinkedinSandboxPost post = new LinkedinSandboxPost(number, urn, text, fields, false, now, now);
    Long earlier = byPrint.get(post.print());
    LinkedinSandboxPost twin = earlier == null ? null : live.get(earlier);
    if (twin != null && twin.createdAt().plus(DUPLICATE_WINDOW).isAfter(now)) {
      throw LinkedinSandboxRefusals.duplicate(twin.urn());
    }
    live.put(number, post);
    byPrint.put(post.print(), number);
    if (byPrint.size() > CAPACITY) {
      byPrint.remove(byPrint.keySet().iterator().next());
    }
    return post;
  }

  /** Puts another state of a post in its place. */
  void replace(LinkedinSandboxPost changed) {
    live.put(changed.number(), changed);
  }

  void remove(LinkedinSandboxPost post) {
    live.remove(post.number());
    byPrint.remove(post.print(), post.number());
    gone.put(post.number(), post.urn());
  }

  /** A post of this name was up once. */
  boolean was(String urn) {
    return gone.get(number(urn)) != null;
  }

  /** Returns a post, or null. Either kind of URN names it. */
  @Nullable LinkedinSandboxPost byUrn(String urn) {
    return live.get(number(urn));
  }

  LinkedinSandboxPost required(String urn) {
    LinkedinSandboxPost post = byUrn(urn);
    if (post == null) {
      throw LinkedinSandboxRefusals.missingEntity();
    }
    return post;
  }

  /** Returns all of them, newest first. */
  Collection<LinkedinSandboxPost> all() {
    return live.newestFirst();
  }

  private static Long number(String urn) {
    Matcher shape = URN.matcher(urn);
    if (!shape.matches()) {
      boolean typed = urn.matches("urn:li:\\w+:.+");
      throw LinkedinSandboxRefusals.invalid(
          typed ? "INVALID_URN_TYPE" : "INVALID_URN_ID", "Invalid URN: " + urn);
    }
    return Long.valueOf(shape.group(1));
  }

  void clear() {
    live.clear();
    byPrint.clear();
    gone.clear();
  }
}
