package io.snshub.post;

/** What becomes of a post when one of its targets can't be published. */
public enum FailurePolicy {
  /** All or nothing: what is up is taken down again. */
  ROLLBACK,
  /** Publish what can be published. */
  KEEP
}
