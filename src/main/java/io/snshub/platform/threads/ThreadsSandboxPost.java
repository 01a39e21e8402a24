package io.snshub.platform.threads;

import java.time.Instant;
import java.util.List;

/** Something that has been published: a post, a reply, a repost, or a part of a carousel. */
final class ThreadsSandboxPost {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private final long id;
  private final ThreadsSandboxDraft draft;
  private final List<ThreadsSandboxPost> children;
  private final String root;
  private final Instant at;
  private boolean hidden;
  private boolean shownAgain;

  /** A reply names the post that its conversation began with; others name nothing. */
  ThreadsSandboxPost(
      long id,
      ThreadsSandboxDraft draft,
      List<ThreadsSandboxPost> children,
      String root,
      Instant at) {
    this.id = id;
    this.draft = draft;
    this.children = List.copyOf(children);
    this.root = root;
    this.at = at;
  }

  void hide(boolean hide) {
    shownAgain = hidden && !hide;
    hidden = hide;
  }

  String hideStatus() {
    if (hidden) {
      return "HIDDEN";
    }
    return shownAgain ? "UNHUSHED" : "NOT_HUSHED";
  }

  String permalink() {
    return "https://www.threads.net/@" + ThreadsSandbox.USERNAME + "/post/" + shortcode();
  }

  /** The id in base 64, as the site's addresses have it. */
  String shortcode() {
    StringBuilder code = new StringBuilder();
    for (long rest = id; rest > 0; rest /= 64) {
      code.append(ALPHABET.charAt((int) (rest % 64)));
    }
    return code.reverse().toString();
  }

  /** It stands in the profile's own list. */
  boolean topLevel() {
    return !draft.item() && !draft.reply();
  }

  long id() {
    return id;
  }

  String name() {
    return Long.toString(id);
  }

  ThreadsSandboxDraft draft() {
    return draft;
  }

  List<ThreadsSandboxPost> children() {
    return children;
  }

  String root() {
    return root;
  }

  Instant at() {
    return at;
  }
}
