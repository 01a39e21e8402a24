package io.snshub.publishing;

import io.snshub.platform.LaneWork;
import io.snshub.platform.PlatformHosts;
import io.snshub.post.TargetStatus;
import io.snshub.vault.Vault;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes of a target's row what a platform's fragment needs. Handles are secrets and lie sealed. */
@Component
class LaneWorks {
  private final PlatformHosts hosts;
  private final Vault vault;

  LaneWorks(PlatformHosts hosts, Vault vault) {
    this.hosts = hosts;
    this.vault = vault;
  }

  LaneWork of(TargetRow row, LaneWork.Account account, @Nullable Instant attemptAt) {
    String sealed = row.sealedHandle();
    return new LaneWork(
        row.id(),
        row.postId(),
        row.platform(),
        row.content(),
        account,
        sealed == null ? null : vault.open(sealed),
        row.platformPostId(),
        row.status() == TargetStatus.PREPARED ? row.attempts() + 1 : Math.max(1, row.attempts()),
        attemptAt,
        hosts.of(row.platform()));
  }

  String seal(String handle) {
    return vault.seal(handle);
  }
}
