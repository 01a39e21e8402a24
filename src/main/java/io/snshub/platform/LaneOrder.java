package io.snshub.platform;

import io.snshub.saga.SagaRun;

/**
 * What a lane is sent for: one target to bring on.
 *
 * @param run the claim under which it happens
 * @param targetId which target
 * @param platform the lane's name
 * @param mayPublish false for an all-or-nothing post, whose targets go on to publishing only
 *     together
 */
public record LaneOrder(SagaRun run, long targetId, String platform, boolean mayPublish) {}
