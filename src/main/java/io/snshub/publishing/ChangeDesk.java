package io.snshub.publishing;

import io.snshub.call.Answer;
import io.snshub.call.Problems;
import io.snshub.call.RequestContext;
import io.snshub.saga.SagaDriver;
import org.springframework.stereotype.Component;

/** The counter at which posts are changed that have not begun. */
@Component
class ChangeDesk {
  private final ChangeCommand change;
  private final PostCommands commands;
  private final SagaDriver sagas;

  ChangeDesk(ChangeCommand change, PostCommands commands, SagaDriver sagas) {
    this.change = change;
    this.commands = commands;
    this.sagas = sagas;
  }

  public Answer change(PostRequest body, RequestContext request) {
    long id = request.id();
    long key = request.caller().narrowedBy();
    if (key != 0 && commands.goesBeyond(id, key)) {
      throw Problems.notFound("post", id);
    }
    ChangeCommand.Changed changed =
        change.change(
            request.userId(),
            id,
            request.caller().accounts(),
            request.header("If-Match").orElse(null),
            body);
    sagas.wake();
    return Answer.ok(changed).header("ETag", "\"" + changed.version() + "\"");
  }
}
