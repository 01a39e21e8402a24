package io.snshub.sandbox;

/** The sandbox can't listen; the message says where and why. */
public final class SandboxStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SandboxStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
