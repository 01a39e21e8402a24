package io.snshub.publishing;

import io.snshub.call.FieldError;
import io.snshub.call.ProblemException;
import io.snshub.call.Problems;
import io.snshub.platform.PlatformCatalog;
import io.snshub.platform.PlatformProfile;
import io.snshub.post.PostStatus;
import io.snshub.post.TargetStatus;
import io.snshub.publishing.PostCommands.Done;
import io.snshub.publishing.TargetTable.Change;
import io.snshub.saga.SagaLog;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A person has looked and says what became of a target that the hub couldn't find out. The word is
 * taken: what is up is counted as up, or taken down when the post was taken back meanwhile; what is
 * not is tried again, or called off.
 */
@Component
class SettleCommand {
  static final String PUBLISHED = "published";
  static final String NOT_PUBLISHED = "not_published";
  private static final int LONGEST_ID = 255;

  private final PostTable posts;
  private final TargetTable targets;
  private final TargetVerdicts verdicts;
  private final Takedowns takedowns;
  private final SagaLog sagas;
  private final PlatformCatalog catalog;
  private final PublishingSettings settings;
  private final Clock clock;

  SettleCommand(
      PostTable posts,
      TargetTable targets,
      TargetVerdicts verdicts,
      Takedowns takedowns,
      SagaLog sagas,
      PlatformCatalog catalog,
      PublishingSettings settings,
      Clock clock) {
    this.posts = posts;
    this.targets = targets;
    this.verdicts = verdicts;
    this.takedowns = takedowns;
    this.sagas = sagas;
    this.catalog = catalog;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * What a person says about one target.
   *
   * @param platform which target
   * @param outcome {@code published} or {@code not_published}
   * @param platformPostId the platform's id of the post that is up; only with {@code published}
   */
  record SettleRequest(
      @Nullable String platform, @Nullable String outcome, @Nullable String platformPostId) {}

  /**
   * Takes a person's word.
   *
   * @throws ProblemException 400 for a word that makes no sense, 404 for another's post, 409 when
   *     the target waits for no one
   */
  @Transactional
  public Done settle(long userId, long postId, SettleRequest word) {
    check(word);
    PostRow post = posts.lockOwn(userId, postId);
    TargetRow row = target(post, String.valueOf(word.platform()));
    if (row.status() != TargetStatus.NEEDS_HUMAN) {
      throw Problems.conflict(
          "nothing_to_settle",
          "%s is %s; only a target that is needs_human can be settled"
              .formatted(row.platform(), row.status().wire()));
    }
    if (post.status() == PostStatus.COMPENSATING) {
      throw Problems.conflict(
          "in_progress", "post " + postId + " is being taken back; settle it when that has ended");
    }
    boolean up = PUBLISHED.equals(word.outcome());
    if (up) {
      confirm(row, String.valueOf(word.platformPostId()).strip());
    } else {
      absent(row);
    }
    return post.aborting() ? takenBack(post, row, up) : goesOn(post, row, up);
  }

  private void check(SettleRequest word) {
    List<FieldError> errors = new ArrayList<>();
    if (word.platform() == null || word.platform().isBlank()) {
      errors.add(new FieldError("platform", "is required"));
    }
    boolean up = PUBLISHED.equals(word.outcome());
    if (!up && !NOT_PUBLISHED.equals(word.outcome())) {
      errors.add(new FieldError("outcome", "must be published or not_published"));
    }
    String id = word.platformPostId();
    if (up && (id == null || id.isBlank())) {
      errors.add(new FieldError("platform_post_id", "is required with the outcome published"));
    } else if (!up && id != null) {
      errors.add(new FieldError("platform_post_id", "only goes with the outcome published"));
    } else if (id != null && id.length() > LONGEST_ID) {
      errors.add(
          new FieldError(
              "platform_post_id",
              "has %d characters, at most %d".formatted(id.length(), LONGEST_ID)));
    }
    if (!errors.isEmpty()) {
      throw Problems.validation(errors);
    }
  }

  private TargetRow target(PostRow post, String name) {
    String platform = catalog.find(name).map(PlatformProfile::name).orElse(name);
    List<TargetRow> all = targets.ofPost(post.id());
    return all.stream()
        .filter(row -> row.platform().equals(platform))
        .findFirst()
        .orElseThrow(
            () ->
                Problems.validation(
                    "platform",
                    "is none of the post's: " + all.stream().map(TargetRow::platform).toList()));
  }

  private void confirm(TargetRow row, String platformPostId) {
    if (verdicts.known(row, platformPostId)) {
      throw Problems.validation("platform_post_id", "is known as another post's");
    }
    verdicts.confirm(row, platformPostId, null, "settled");
  }

  private void absent(TargetRow row) {
    targets.closeAttempt(row.id(), "settled", "a person looked: not published");
    TargetStatus next = row.aborting() ? TargetStatus.CANCELLED : TargetStatus.PREPARING;
    targets.change(row, Change.to(row, next).looks(0).failures(0));
    verdicts.note(row, "settled", next, "a person looked: not published");
  }

  private Done goesOn(PostRow post, TargetRow row, boolean up) {
    extend(post);
    sagas.wakeAt(post.sagaId(), clock.instant());
    PostStatus status = post.status();
    if (status == PostStatus.NEEDS_HUMAN) {
      status = PostStatus.PUBLISHING;
      posts.move(post, status, null, null, null);
    }
    String message = row.platform() + (up ? " is up" : " is tried again");
    return new Done(post.id(), status.wire(), post.sagaId(), message);
  }

  /** The time that the others waited for a person is not theirs. */
  private void extend(PostRow post) {
    Instant deadline = clock.instant().plus(settings.giveUpAfter());
    for (TargetRow other : targets.ofPost(post.id())) {
      if (other.status().open()) {
        Change change = Change.to(other, other.status()).waiting(other.nextAttemptAt());
        targets.change(other, change.deadline(deadline));
      }
    }
  }

  private Done takenBack(PostRow post, TargetRow row, boolean up) {
    takedowns.clearedUp(post, up);
    PostRow now = posts.lock(post.id()).orElseThrow();
    String message =
        up
            ? row.platform() + " is being taken down, because the post was taken back"
            : row.platform() + " is called off";
    return new Done(post.id(), now.status().wire(), now.sagaId(), message);
  }
}
