package io.snshub.publishing;

import io.snshub.platform.Sighting;
import io.snshub.post.TargetStatus;
import io.snshub.publishing.TargetTable.Change;
import io.snshub.saga.SagaLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Targets of a post that was taken back whose last attempt proved not to be there. A platform may
 * prove that wrong and show the post later; so they are looked for again, and what appears is taken
 * down. A suspect's row says when the next look is due.
 */
@Component
class GhostSuspects {
  private final TargetTable table;
  private final TargetVerdicts verdicts;
  private final SagaLog sagas;
  private final PublishingSettings settings;
  private final Clock clock;

  GhostSuspects(
      TargetTable table,
      TargetVerdicts verdicts,
      SagaLog sagas,
      PublishingSettings settings,
      Clock clock) {
    this.table = table;
    this.verdicts = verdicts;
    this.sagas = sagas;
    this.settings = settings;
    this.clock = clock;
  }

  /** Plans the looks for a post that has just been taken back, in the caller's transaction. */
  void plan(PostRow post) {
    List<Duration> looks = settings.ghostLooks();
    Set<Long> tried = Set.copyOf(table.suspects(post.id()));
    List<TargetRow> found =
        table.ofPost(post.id()).stream()
            .filter(row -> tried.contains(row.id()) && calledOff(row))
            .toList();
    if (found.isEmpty() || looks.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    Instant first = now.plus(looks.get(0));
    for (TargetRow row : found) {
      Change change = Change.to(row, row.status()).looks(0).failures(0);
      table.change(row, change.waiting(first).deadline(now.plus(settings.giveUpAfter())));
    }
    sweep(post.id(), post.userId(), first);
  }

  private static boolean calledOff(TargetRow row) {
    return row.status() == TargetStatus.CANCELLED || row.status() == TargetStatus.FAILED;
  }

  /** Opens a sweep of a post, due at a time. */
  void sweep(long postId, long userId, Instant at) {
    sagas.open(
        UUID.randomUUID(), Takedowns.SWEEP, "post/" + postId, userId, "direct:sweep-post", at);
  }

  /**
   * Takes what a look at a suspect told.
   *
   * @return true when it is there: it is then to be taken down
   */
  boolean haunted(TargetRow row, Sighting sighting) {
    if (sighting instanceof Sighting.Found found && !verdicts.known(row, found.platformPostId())) {
      adopt(row, found.platformPostId(), "appeared after it had proved not to be there");
      return true;
    }
    if (sighting instanceof Sighting.Unclear unclear) {
      if (unclear.forHuman() || verdicts.late(row)) {
        table.change(row, Change.to(row, row.status()));
        verdicts.note(row, "not_looked_again", row.status(), unclear.reason());
      } else {
        Instant later = clock.instant().plus(settings.longestPause());
        again(row, row.looks(), later, unclear.reason());
      }
      return false;
    }
    int looks = row.looks() + 1;
    again(row, looks, nextLook(looks), "not seen");
    return false;
  }

  /** Writes that a target called off is up, and has to come down. */
  void adopt(TargetRow row, String platformPostId, String why) {
    table.adopt(row, platformPostId, clock.instant().plus(settings.giveUpAfter()));
    verdicts.note(row, "ghost", TargetStatus.COMPENSATING, platformPostId + " " + why);
  }

  private @Nullable Instant nextLook(int looks) {
    List<Duration> times = settings.ghostLooks();
    return looks >= times.size()
        ? null
        : clock.instant().plus(times.get(looks).minus(times.get(looks - 1)));
  }

  private void again(TargetRow row, int looks, @Nullable Instant at, String why) {
    table.change(row, Change.to(row, row.status()).looks(looks).waiting(at));
    verdicts.note(row, "looked", row.status(), why);
  }
}
