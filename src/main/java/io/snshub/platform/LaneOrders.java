package io.snshub.platform;

import io.snshub.saga.SagaRun;

/** Makes lane orders from what a compensation call carries. */
final class LaneOrders {
  private LaneOrders() {}

  /** An order to take a target down. */
  static LaneOrder retraction(long targetId, String platform, SagaRun run) {
    return new LaneOrder(run, targetId, platform, false);
  }
}
