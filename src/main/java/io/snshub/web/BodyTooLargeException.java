package io.snshub.web;

import java.io.IOException;

/** A body went over its limit while it was read. */
final class BodyTooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  BodyTooLargeException(long limit) {
    super("the body is larger than " + limit + " bytes");
  }
}
