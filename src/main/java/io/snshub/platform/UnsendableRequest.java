package io.snshub.platform;

import java.time.Duration;
import org.apache.camel.ExchangeException;

/** A request that can't be written down (a broken address or header): nothing was sent. */
class UnsendableRequest extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnsendableRequest(String message) {
    super(message);
  }

  /** Returns what it means to the caller. */
  static PlatformAnswer answer(@ExchangeException UnsendableRequest refused) {
    return new PlatformAnswer.NotSent(String.valueOf(refused.getMessage()), Duration.ZERO);
  }
}
