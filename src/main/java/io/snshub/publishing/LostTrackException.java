package io.snshub.publishing;

/** A target was changed by somebody else since it was read. */
class LostTrackException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LostTrackException(TargetRow row) {
    super(
        "target " + row.id() + " is no longer " + row.status().wire() + " v" + row.version(),
        null,
        false,
        false);
  }
}
