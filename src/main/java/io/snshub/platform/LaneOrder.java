package io.snshub.platform;

import io.snshub.saga.SagaRun;

/**
 * What the fan-out sends down a lane: one target to bring on.
 *
 * @param run the claim under which it happens
 * @param targetId which target
 * @param platform the lane's name
 * @param mayPublish false while the others of an all-or-nothing post are still to be prepared
 */
public record LaneOrder(SagaRun run, long targetId, String platform, boolean mayPublish) {}
