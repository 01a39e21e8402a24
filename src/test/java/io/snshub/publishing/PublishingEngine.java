package io.snshub.publishing;

import io.snshub.call.ProblemException;
import io.snshub.platform.AccountDesk;
import io.snshub.platform.LaneBook;
import io.snshub.platform.LaneOrder;
import io.snshub.platform.LaneTask;
import io.snshub.platform.PlatformCatalog;
import io.snshub.platform.PlatformHosts;
import io.snshub.platform.SendWindow;
import io.snshub.post.Content;
import io.snshub.saga.SagaLog;
import io.snshub.saga.SagaRun;
import io.snshub.store.ClockJumps;
import io.snshub.store.Jitter;
import io.snshub.store.JsonColumn;
import io.snshub.store.Node;
import io.snshub.store.Sql;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** One process's publishing as production builds it, for tests that play the routes around it. */
public final class PublishingEngine {
  private static final PublishingSettings SETTINGS = TestEngine.settings();

  /** The longest that a call's effect may come after its gate without being taken for absent. */
  public static final Duration QUIET_TIME = SETTINGS.quietTime();

  /** Puts transactions around a bean, as Spring would. */
  public interface Transactions {
    <T> T around(T bean);
  }

  /** A pass over a post or a deletion: lanes to send, or what it came to. */
  public record Pass(List<LaneTask> tasks, @Nullable String verdict, @Nullable Instant resumeAt) {}

  private final Sql sql;
  private final Clock clock;
  private final SagaLog sagas;
  private final TransactionTemplate transaction;
  private final TestEngine engine;
  private final LaneBook book;

  /**
   * Builds it.
   *
   * @param broken makes the lanes' book worse than it is; identity for the engine as it is
   */
  public PublishingEngine(
      Sql sql,
      Node node,
      Clock clock,
      ClockJumps jumps,
      Jitter jitter,
      SendWindow window,
      SagaLog sagas,
      PlatformCatalog catalog,
      PlatformHosts hosts,
      AccountDesk accounts,
      Transactions transactions,
      TransactionTemplate transaction,
      UnaryOperator<Parts> broken) {
    this.sql = sql;
    this.clock = clock;
    this.sagas = sagas;
    this.transaction = transaction;
    this.engine =
        new TestEngine(
            new TestEngine.Ground(
                sql,
                node,
                clock,
                jumps,
                jitter,
                window,
                sagas,
                catalog,
                hosts,
                accounts,
                SETTINGS,
                transactions));
    LaneBook worse =
        broken
            .apply(new Parts(engine.bare, engine.table, engine.verdicts, engine.works, clock))
            .book();
    this.book = transactions.around(worse);
  }

  /** What a broken book is made of; opaque outside this room. */
  public record Parts(LaneBook book, Object table, Object verdicts, Object works, Clock clock) {
    Parts with(LaneBook worse) {
      return new Parts(worse, table, verdicts, works, clock);
    }
  }

  public LaneBook book() {
    return book;
  }

  /** {@code Publications.advance}. */
  public Pass advance(SagaRun run) {
    Round round = engine.publications.advance(run);
    Settlement settlement = round.settlement();
    return settlement == null ? new Pass(round.tasks(), null, null) : pass(settlement);
  }

  /** {@code Takedowns.due}. */
  public List<LaneOrder> takedowns(SagaRun run) {
    return engine.takedowns.due(run);
  }

  /** {@code Takedowns.settle}. */
  public Pass settleTakedown(SagaRun run) {
    return pass(engine.takedowns.settle(run));
  }

  private static Pass pass(Settlement settlement) {
    return new Pass(List.of(), settlement.verdict().name(), settlement.resumeAt());
  }

  /** {@code Takedowns.markTakenBack}. */
  public void markTakenBack(SagaRun run, long postId) {
    engine.takedowns.markTakenBack(run, postId);
  }

  /** A person says what became of a target; {@code null} for not published. */
  public String settle(long postId, String platform, @Nullable String platformPostId) {
    String outcome = platformPostId == null ? "not_published" : "published";
    try {
      return engine
          .settling
          .settle(1, postId, new SettleCommand.SettleRequest(platform, outcome, platformPostId))
          .status();
    } catch (ProblemException e) {
      return e.getMessage();
    }
  }

  /** Writes a post with its targets and its saga, as accepting it does; returns its id. */
  public long accept(
      boolean strict, @Nullable Instant at, String text, Map<String, Long> accountByPlatform) {
    return transaction.execute(
        status -> {
          UUID saga = UUID.randomUUID();
          Instant now = clock.instant();
          long post =
              sql.run("publishing/insert-post")
                  .param("userId", 1)
                  .param("content", text)
                  .param("request", "{}")
                  .param("status", at == null ? "pending" : "scheduled")
                  .param("onFailure", strict ? "rollback" : "keep")
                  .param("sagaId", saga.toString())
                  .param("scheduledAt", Sql.at(at))
                  .param("now", Sql.at(now))
                  .query(Long.class)
                  .single();
          int position = 0;
          for (Map.Entry<String, Long> target : accountByPlatform.entrySet()) {
            sql.run("publishing/insert-target")
                .param("postId", post)
                .param("position", ++position)
                .param("platform", target.getKey())
                .param("accountId", target.getValue())
                .param("content", JsonColumn.write(new Content(text, null, List.of(), Map.of())))
                .param("now", Sql.at(now))
                .update();
          }
          Instant start = at == null ? now : SETTINGS.startFor(at, now);
          sagas.open(saga, "publish", "post/" + post, 1, "direct:publish-post", start);
          return post;
        });
  }

  /** Does what a user asks for and says what came of it. */
  public String command(String command, long postId, Instant at) {
    try {
      PostCommands.Done done =
          switch (command) {
            case "cancel" -> engine.commands.cancel(1, postId);
            case "publish-now" -> engine.commands.publishNow(1, postId);
            case "schedule" -> engine.commands.schedule(1, postId, at);
            case "retry" -> engine.commands.retry(1, postId);
            case "delete" -> engine.commands.delete(1, postId);
            default -> throw new IllegalArgumentException(command);
          };
      return done.status();
    } catch (ProblemException e) {
      return e.getMessage();
    }
  }
}
