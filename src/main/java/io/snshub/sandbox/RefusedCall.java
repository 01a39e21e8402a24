package io.snshub.sandbox;

/** Ends a call from deep inside a handler with a ready answer and no effect. */
public final class RefusedCall extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Reply reply;

  /** Makes one; without a stack trace, for it is no error of the sandbox. */
  public RefusedCall(Reply reply) {
    super("refused with " + reply.status(), null, false, false);
    this.reply = reply;
  }

  /** Returns the answer. */
  public Reply reply() {
    return reply;
  }
}
