package io.snshub.sandbox;

import org.jspecify.annotations.Nullable;

/**
 * What an answer carries along for the ledger and the boards.
 *
 * @param effect the ledger's word
 * @param postId whose effect it is, or null
 * @param kind what happens on the boards
 * @param post what to put up, or null
 */
record Change(Effect effect, @Nullable String postId, Kind kind, @Nullable SandboxPost post) {
  static final Change NONE = new Change(Effect.NONE, null, Kind.NOTHING, null);

  enum Kind {
    NOTHING,
    PUT_POST,
    PUT_MESSAGE,
    TAKE_DOWN
  }
}
