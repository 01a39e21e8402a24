package io.snshub.publishing;

import io.snshub.platform.PlatformCatalog;
import io.snshub.platform.PlatformGate;
import io.snshub.platform.PlatformProfile;
import io.snshub.saga.SagaLog;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a gate has to know beyond its own target. */
@Component
class Neighbours {
  final SagaLog sagas;
  private final TargetTable table;
  private final PlatformCatalog catalog;
  private final PlatformGate gate;
  final Clock clock;
  final PublishingSettings settings;
  final PublishingMeters meters;

  Neighbours(
      SagaLog sagas,
      TargetTable table,
      PlatformCatalog catalog,
      PlatformGate gate,
      Clock clock,
      PublishingSettings settings,
      PublishingMeters meters) {
    this.sagas = sagas;
    this.table = table;
    this.catalog = catalog;
    this.gate = gate;
    this.clock = clock;
    this.settings = settings;
    this.meters = meters;
  }

  boolean allow(TargetRow row) {
    return new DeliveryPlan(table.ofPost(row.postId()), this::deletable, clock.instant())
        .gateOpen(row);
  }

  /** Returns until when a target that is due must not begin anything, or null. */
  @Nullable Instant restsUntil(TargetRow row) {
    boolean begins =
        switch (row.status()) {
          case PLANNED, PREPARING, PREPARED -> true;
          default -> false;
        };
    return begins && row.due(clock.instant())
        ? gate.restsUntil(row.platform(), row.accountId())
        : null;
  }

  boolean deletable(String platform) {
    return catalog.find(platform).map(PlatformProfile::deletable).orElse(false);
  }
}
