package io.snshub.saga;

/** What asking a saga to go on came to. */
public enum Resumption {
  /** It was waiting or given up, and is due now. */
  DUE,
  /** It is being worked on; nothing was changed. */
  RUNNING,
  /** It has not begun; its start is its subject's matter. */
  NOT_STARTED,
  /** It was called off before it began. */
  CANCELLED,
  /** It has come to its end. */
  ENDED,
  /** There is none, or it is another user's. */
  UNKNOWN
}
