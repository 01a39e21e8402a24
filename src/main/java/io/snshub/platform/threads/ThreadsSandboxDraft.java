package io.snshub.platform.threads;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a container is made of, checked.
 *
 * @param kind what becomes of it
 * @param item it is a part of a carousel
 * @param text its text, possibly empty
 * @param media the address of its picture or video, or null
 * @param children the ids of a carousel's parts
 * @param options the other parameters by name, as they were sent
 */
record ThreadsSandboxDraft(
    Kind kind,
    boolean item,
    String text,
    @Nullable String media,
    List<String> children,
    Map<String, String> options) {

  /** Kinds by the word that is read back. */
  enum Kind {
    TEXT("TEXT_POST"),
    IMAGE("IMAGE"),
    VIDEO("VIDEO"),
    CAROUSEL("CAROUSEL_ALBUM"),
    REPOST("REPOST_FACADE");

    final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  ThreadsSandboxDraft {
    children = List.copyOf(children);
    options = Map.copyOf(options);
  }

  /** A post that shows another one. */
  static ThreadsSandboxDraft repostOf(String id) {
    return new ThreadsSandboxDraft(Kind.REPOST, false, "", null, List.of(), Map.of("reposted", id));
  }

  @Nullable String option(String name) {
    return options.get(name);
  }

  boolean on(String name) {
    return "true".equalsIgnoreCase(options.get(name));
  }

  boolean reply() {
    return options.containsKey("reply_to_id");
  }
}
