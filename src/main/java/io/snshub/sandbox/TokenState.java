package io.snshub.sandbox;

/** What a bearer token is worth. */
public enum TokenState {
  VALID,
  /** None was sent. */
  MISSING,
  /** Never issued, or revoked. */
  UNKNOWN,
  /** Issued once, no longer good; a refresh helps. */
  EXPIRED
}
