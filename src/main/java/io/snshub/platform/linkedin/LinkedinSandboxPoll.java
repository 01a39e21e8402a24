package io.snshub.platform.linkedin;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/** What a poll has to be. */
final class LinkedinSandboxPoll {
  private static final String PATH = "/content/poll";
  private static final Set<String> DURATIONS =
      Set.of("ONE_DAY", "THREE_DAYS", "SEVEN_DAYS", "FOURTEEN_DAYS");

  private LinkedinSandboxPoll() {}

  static void check(JsonObject poll) {
    if (!(poll.getValue("question") instanceof String question)) {
      throw LinkedinSandboxDraft.missing(PATH + "/question");
    }
    LinkedinSandboxDraft.atMost(PATH + "/question", question.length(), 140);
    JsonArray options = poll.getValue("options") instanceof JsonArray list ? list : new JsonArray();
    if (options.size() < 2 || options.size() > 4) {
      throw invalid("/options", "Polls take 2 to 4 options, found " + options.size());
    }
    for (int i = 0; i < options.size(); i++) {
      Object text = options.getValue(i) instanceof JsonObject one ? one.getValue("text") : null;
      if (!(text instanceof String words) || words.isBlank()) {
        throw LinkedinSandboxDraft.missing(PATH + "/options/" + i + "/text");
      }
      LinkedinSandboxDraft.atMost(PATH + "/options/" + i + "/text", words.length(), 30);
    }
    Object duration =
        poll.getValue("settings") instanceof JsonObject settings
            ? settings.getValue("duration")
            : null;
    if (!(duration instanceof String days) || !DURATIONS.contains(days)) {
      throw invalid("/settings/duration", "Invalid duration: " + duration);
    }
  }

  private static RuntimeException invalid(String field, String message) {
    return LinkedinSandboxRefusals.invalid("INVALID_VALUE_FOR_FIELD", PATH + field, message);
  }
}
