package io.snshub.publishing;

import io.snshub.bus.Outbox;
import io.snshub.platform.PlatformCatalog;
import io.snshub.platform.PlatformProfile;
import io.snshub.platform.Sighting;
import io.snshub.post.Event;
import io.snshub.post.EventType;
import io.snshub.post.PublishFailure;
import io.snshub.post.TargetStatus;
import io.snshub.publishing.TargetTable.Change;
import io.snshub.store.ClockJumps;
import io.snshub.store.Jitter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What is written when something is known, or not known, about a target. Runs in the caller's
 * transaction.
 */
@Component
class TargetVerdicts {
  private static final int EXCERPT = 80;

  private final TargetTable table;
  private final PostHistory history;
  private final Outbox outbox;
  private final PlatformCatalog catalog;
  private final PublishingSettings settings;
  private final Clock clock;
  private final ClockJumps jumps;
  private final Jitter jitter;

  TargetVerdicts(
      TargetTable table,
      PostHistory history,
      Outbox outbox,
      PlatformCatalog catalog,
      PublishingSettings settings,
      Clock clock,
      ClockJumps jumps,
      Jitter jitter) {
    this.table = table;
    this.history = history;
    this.outbox = outbox;
    this.catalog = catalog;
    this.settings = settings;
    this.clock = clock;
    this.jumps = jumps;
    this.jitter = jitter;
  }

  void note(TargetRow row, String step, TargetStatus to, @Nullable String why) {
    history.ofTarget(row, step, to.wire(), why);
  }

  /** Begins to prepare a planned target, and returns it as it is now. */
  TargetRow begin(TargetRow row) {
    Instant deadline = deadline(row);
    table.change(row, Change.to(row, TargetStatus.PREPARING).deadline(deadline));
    note(row, "prepare", TargetStatus.PREPARING, null);
    return row.begun(deadline);
  }

  private Instant deadline(TargetRow row) {
    Instant now = clock.instant();
    Instant due = row.dueAt().isAfter(now) ? row.dueAt() : now;
    return due.plus(settings.giveUpAfter());
  }

  /** Writes the intent to submit, and returns the target as it is now. */
  TargetRow open(TargetRow row, long fence) {
    table.open(row, fence);
    note(row, "submit", TargetStatus.SUBMITTING, "attempt " + (row.attempts() + 1));
    return row.opened();
  }

  /** Takes an intent back that was never acted on. */
  void withdraw(TargetRow row) {
    table.closeAttempt(row.id(), "not_sent", null);
    table.change(row, Change.to(row, TargetStatus.PREPARED));
    note(row, "not_sent", TargetStatus.PREPARED, "too late to send");
  }

  /** It is up. */
  void confirm(TargetRow row, String platformPostId, @Nullable String permalink, String verdict) {
    table.confirm(row, platformPostId, permalink);
    table.closeAttempt(row.id(), verdict, platformPostId);
    note(row, "confirmed", TargetStatus.CONFIRMED, platformPostId);
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("platform_post_id", platformPostId);
    if (permalink != null) {
      data.put("permalink", permalink);
    }
    tell(row, EventType.TARGET_PUBLISHED, data);
  }

  /** It is not up, and the platform said why: wait and go back to {@code waitIn}, or give up. */
  void refuse(TargetRow row, PublishFailure failure, TargetStatus waitIn) {
    if (!(failure instanceof PublishFailure.Transient passing) || late(row)) {
      fail(row, failure);
      return;
    }
    int failures = row.failures() + 1;
    Instant again = again(passing, failures);
    table.change(row, Change.to(row, waitIn).failures(failures).waiting(again));
    table.explain(row, failure);
    note(row, "waiting", waitIn, failure.message());
  }

  /** Its platform or account is left alone for now; nothing was tried. */
  void rest(TargetRow row, Instant until) {
    int failures = row.failures() + 1;
    Duration own = jitter.spread(settings.restPause(failures));
    Instant again = clock.instant().plus(own);
    Instant later = until.isAfter(again) ? until : again;
    if (late(row)) {
      fail(row, "platform_resting", "could not be reached until the deadline");
      return;
    }
    Change change = Change.to(row, row.status()).failures(failures).waiting(later);
    table.change(row, row.deadlineAt() == null ? change.deadline(deadline(row)) : change);
    if (row.failures() == 0) {
      note(row, "waiting", row.status(), "the platform or the account is left alone for now");
    }
  }

  /** Returns when to try again: after the platform's pause or the hub's, whichever is longer. */
  Instant again(PublishFailure.Transient passing, int failures) {
    Duration asked = passing.retryAfter();
    Duration own = jitter.spread(settings.pause(failures));
    return clock.instant().plus(asked == null || asked.compareTo(own) < 0 ? own : asked);
  }

  void fail(TargetRow row, String code, String message) {
    fail(row, new PublishFailure.Permanent(code, row.platform() + ": " + message));
  }

  /** It will not go out. */
  void fail(TargetRow row, PublishFailure failure) {
    table.change(row, Change.to(row, TargetStatus.FAILED));
    table.explain(row, failure);
    note(row, "failed", TargetStatus.FAILED, failure.message());
    tell(
        row,
        EventType.TARGET_FAILED,
        Map.of(
            "error",
            Map.of(
                "class", failure.errorClass(),
                "code", failure.code(),
                "message", failure.message())));
  }

  /** Nobody knows whether it is up. */
  long doubt(TargetRow row, String reason) {
    return doubt(row, reason, null);
  }

  /**
   * Nobody knows whether it is up.
   *
   * @param newHandle the sealed handle to look for it by, or null to keep the one there is
   */
  long doubt(TargetRow row, String reason, @Nullable String newHandle) {
    Change base = Change.to(row, TargetStatus.IN_DOUBT).looks(0).failures(0);
    Change change = newHandle == null ? base : base.handle(newHandle);
    long version = table.change(row, change.waiting(clock.instant().plus(settings.firstLook())));
    String named = row.platform() + ": ";
    String message = reason.startsWith(named) ? reason : named + reason;
    table.explain(row, "in_doubt", "answer_lost", message);
    note(row, "in_doubt", TargetStatus.IN_DOUBT, reason);
    tell(row, EventType.TARGET_IN_DOUBT, Map.of("reason", reason));
    return version;
  }

  /**
   * Its account can't be used, so that nobody can look for it: a person has to connect it again.
   */
  void waitForAccount(TargetRow row, PublishFailure failure) {
    Change change =
        Change.to(row, row.status()).waiting(clock.instant().plus(settings.longestPause()));
    table.change(row, change);
    table.explain(row, failure);
    note(row, "waiting", row.status(), failure.message());
  }

  /**
   * Draws the verdict on a doubtful target, if what was seen allows one.
   *
   * @param newHandle the sealed handle of {@link Sighting.NotSubmitted}, else null
   */
  void judge(TargetRow row, Sighting sighting, @Nullable String newHandle) {
    if (sighting instanceof Sighting.Found found) {
      found(row, found);
    } else if (sighting instanceof Sighting.NotSubmitted) {
      // what was sent may still arrive, and then find nobody who knows of it
      if (quiet(row, Duration.ZERO)) {
        notCreated(row, "the platform still waits for it", newHandle);
      } else {
        look(row, "the platform still waits for it", false);
      }
    } else if (sighting instanceof Sighting.Absent) {
      if (believable(row)) {
        notCreated(row, "looked for " + (row.looks() + 1) + " times, not there", null);
      } else {
        look(row, null, true);
      }
    } else if (sighting instanceof Sighting.Failed failed) {
      cameToNothing(row, failed.failure());
    } else if (sighting instanceof Sighting.Unclear unclear) {
      if (unclear.forHuman() || late(row) || !readable(row)) {
        handOver(row, unclear.reason());
      } else {
        look(row, unclear.reason(), false);
      }
    }
  }

  private void found(TargetRow row, Sighting.Found found) {
    if (!known(row, found.platformPostId())) {
      confirm(row, found.platformPostId(), found.permalink(), "found");
    } else if (late(row)) {
      handOver(row, "what was found belongs to another post");
    } else {
      look(row, "what was found belongs to another post", false);
    }
  }

  /** Another target is this post already, under this platform's name or another of its own. */
  boolean known(TargetRow row, String platformPostId) {
    return table.known(catalog.sharing(row.platform()), platformPostId, row.id());
  }

  private boolean believable(TargetRow row) {
    Duration lag = catalog.find(row.platform()).map(PlatformProfile::listLag).orElse(Duration.ZERO);
    return row.looks() + 1 >= settings.negativeLooks() && quiet(row, lag);
  }

  /**
   * The look came after the time in which the call could still take effect and show. A look is as
   * old as the time it was due: how long ago the platform answered, nobody knows here. A clock that
   * was set begins the time anew.
   */
  private boolean quiet(TargetRow row, Duration lag) {
    Instant lookedAt = row.nextAttemptAt() == null ? clock.instant() : row.nextAttemptAt();
    Instant attemptAt = table.openAttemptAt(row.id()).orElse(clock.instant());
    Instant steady = jumps.steadySince();
    Instant since = attemptAt.isBefore(steady) ? steady : attemptAt;
    return !lookedAt.isBefore(since.plus(settings.quietTime()).plus(lag));
  }

  private boolean readable(TargetRow row) {
    return catalog.find(row.platform()).map(PlatformProfile::readable).orElse(false);
  }

  private void look(TargetRow row, @Nullable String why, boolean negative) {
    int looks = row.looks() + (negative ? 1 : 0);
    int unclear = row.failures() + (negative ? 0 : 1);
    Instant again = clock.instant().plus(settings.lookPause(row.looks() + row.failures()));
    Change change = Change.to(row, TargetStatus.IN_DOUBT).looks(looks).failures(unclear);
    table.change(row, change.waiting(again));
    note(row, "looked", TargetStatus.IN_DOUBT, why == null ? "not seen yet" : why);
  }

  /** The open attempt made nothing: another may be made, if there is still a reason to. */
  void notCreated(TargetRow row, String evidence, @Nullable String newHandle) {
    table.closeAttempt(row.id(), TargetTable.NOT_CREATED, evidence);
    if (late(row) && !row.aborting()) {
      fail(row, "not_created", "not there after the last attempt, and the deadline is over");
      return;
    }
    // prepared anew, because what was prepared may have expired while it was in doubt
    TargetStatus next = row.aborting() ? TargetStatus.CANCELLED : TargetStatus.PREPARING;
    Change change = Change.to(row, next).looks(0).failures(0);
    table.change(row, newHandle == null ? change : change.handle(newHandle));
    note(row, "not_created", next, evidence);
  }

  /** The platform took the call and says itself that no post came of it. */
  private void cameToNothing(TargetRow row, PublishFailure failure) {
    if (row.aborting()) {
      notCreated(row, failure.message(), null);
    } else {
      table.closeAttempt(row.id(), "refused", failure.message());
      refuse(row, failure, TargetStatus.PREPARING);
    }
  }

  private void handOver(TargetRow row, String reason) {
    table.change(row, Change.to(row, TargetStatus.NEEDS_HUMAN));
    table.explain(row, "in_doubt", "needs_human", question(row, reason));
    note(row, "needs_human", TargetStatus.NEEDS_HUMAN, reason);
    tell(row, EventType.TARGET_IN_DOUBT, Map.of("reason", reason, "needs_human", true));
  }

  /** Says what to look for, where, and how to tell the hub. */
  private String question(TargetRow row, String reason) {
    Instant since = table.openAttemptAt(row.id()).orElse(clock.instant());
    String text = row.content().text().replaceAll("\\s+", " ").strip();
    String excerpt = text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "…";
    return ("%s: the answer was lost and the hub can't tell whether the post is up (%s). Look on"
            + " account %d for “%s”, sent at %s, then settle it: POST /api/sns/posts/%d/retry"
            + " {\"platform\":\"%s\",\"outcome\":\"published\",\"platform_post_id\":\"…\"}"
            + " or \"outcome\":\"not_published\"")
        .formatted(
            row.platform(),
            reason,
            row.accountId(),
            excerpt,
            since.truncatedTo(ChronoUnit.SECONDS),
            row.postId(),
            row.platform());
  }

  /** The time in which it may still go out is over. */
  boolean late(TargetRow row) {
    Instant deadline = row.deadlineAt();
    return deadline != null && clock.instant().isAfter(deadline);
  }

  void tell(TargetRow row, EventType type, Map<String, Object> more) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("post_id", row.postId());
    data.put("platform", row.platform());
    data.put("account_id", row.accountId());
    data.putAll(more);
    outbox.append(Event.ofPost(type, row.postId(), row.userId(), data, clock.instant()));
  }
}
