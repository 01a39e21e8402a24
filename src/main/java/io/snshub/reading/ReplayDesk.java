package io.snshub.reading;

import io.snshub.call.Answer;
import io.snshub.call.FirstAnswers;
import io.snshub.call.Problems;
import io.snshub.call.RequestContext;
import io.snshub.reading.Pages.ReplayView;
import io.snshub.reading.ReadModelBuild.Build;
import jakarta.validation.constraints.NotNull;
import org.springframework.stereotype.Component;

/** Where administrators have views made again. */
@Component
class ReplayDesk {
  private static final String TARGET = "read-model";
  private static final String PLACE = "/api/sns/events/replay";

  private final ReadModelBuild build;
  private final ReadModelWorker worker;
  private final FirstAnswers first;

  ReplayDesk(ReadModelBuild build, ReadModelWorker worker, FirstAnswers first) {
    this.build = build;
    this.worker = worker;
    this.first = first;
  }

  /**
   * What to make again.
   *
   * @param target {@code read-model}: lists, searches and the calendar
   */
  record ReplayRequest(@NotNull String target) {}

  /** Begins, or goes on with what has begun; {@link #show} tells how far it is. */
  public Answer begin(ReplayRequest body, RequestContext request) {
    request.admin();
    if (!body.target().equals(TARGET)) {
      throw Problems.validation(
          "target", "must be " + TARGET + ": nothing else can be made again from events yet");
    }
    Answer answer =
        first.once(
            request,
            () -> {
              build.begin();
              return Answer.of(202, view(build.show())).header("Location", PLACE);
            });
    worker.wake();
    return answer;
  }

  public ReplayView show(RequestContext request) {
    request.admin();
    return view(build.show());
  }

  private static ReplayView view(Build build) {
    return new ReplayView(
        TARGET,
        build.run(),
        build.running() ? "running" : "done",
        build.postsDone(),
        build.percent(),
        build.startedAt(),
        build.endedAt());
  }
}
