package io.snshub.notifying;

import io.snshub.platform.PlatformRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done about a notice.
 *
 * @param sagaId whose notice it is; empty when there is none
 * @param kind which of the saga's notices
 * @param request what to send now, or null
 * @param waitUntil when to come back, or null when there is nothing more to do
 */
record NoticeTask(
    String sagaId, String kind, @Nullable PlatformRequest request, @Nullable Instant waitUntil) {
  static final NoticeTask DONE = new NoticeTask("", "", null, null);

  public boolean isSending() {
    return request != null;
  }
}
