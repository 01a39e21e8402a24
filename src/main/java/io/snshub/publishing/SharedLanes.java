package io.snshub.publishing;

import io.snshub.platform.LaneBook;
import io.snshub.platform.LaneOrder;
import io.snshub.platform.LaneTask;
import io.snshub.platform.Preparation;
import io.snshub.platform.Retraction;
import io.snshub.platform.Sighting;
import io.snshub.platform.TokenGrant;
import io.snshub.post.Outcome;
import io.snshub.store.SharedCommits;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/**
 * The lanes' book as the lanes see it: what many of them write at the same time shares its commits.
 * When a method returns, what it wrote is durable, whoever's commit it was.
 */
@Component
@Primary
class SharedLanes implements LaneBook {
  private static final Logger LOG = LoggerFactory.getLogger(SharedLanes.class);
  private final Targets targets;
  private final SharedCommits commits;
  private final PublishingMeters meters;

  SharedLanes(Targets targets, SharedCommits commits, PublishingMeters meters) {
    this.targets = targets;
    this.commits = commits;
    this.meters = meters;
  }

  @Override
  public LaneTask enter(LaneOrder order) {
    return commits.run(() -> targets.enter(order));
  }

  @Override
  public LaneTask prepared(LaneTask task, Preparation preparation) {
    return commits.run(() -> targets.prepared(task, preparation));
  }

  @Override
  public LaneTask openGate(LaneTask task) {
    return commits.run(() -> targets.openGate(task));
  }

  @Override
  public LaneTask withdrawn(LaneTask task) {
    return commits.run(() -> targets.withdrawn(task));
  }

  @Override
  public LaneTask settled(LaneTask task, Outcome outcome) {
    meters.answered(task);
    return commits.run(() -> targets.settled(task, outcome));
  }

  @Override
  public LaneTask seen(LaneTask task, Sighting sighting) {
    return commits.run(() -> targets.seen(task, sighting));
  }

  @Override
  public LaneTask retracted(LaneTask task, Retraction retraction) {
    return commits.run(() -> targets.retracted(task, retraction));
  }

  @Override
  public LaneTask refreshed(LaneTask task, TokenGrant grant) {
    return commits.run(() -> targets.refreshed(task, grant));
  }

  @Override
  public void stumbled(LaneOrder order, @Nullable Throwable cause) {
    LOG.atError()
        .addKeyValue("target", order.targetId())
        .addKeyValue("platform", order.platform())
        .setCause(cause)
        .log("lane broke");
    commits.run(() -> targets.stumbled(order, cause));
  }

  @Override
  public LaneTask beginRetract(LaneOrder order) {
    return commits.run(() -> targets.beginRetract(order));
  }

  @Override
  public void requireRetracted(LaneOrder order) {
    targets.requireRetracted(order);
  }
}
