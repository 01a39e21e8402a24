package io.snshub.platform.pinterest;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Answers;
import io.snshub.platform.LaneWork;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.Preparation;
import io.snshub.platform.RefreshWork;
import io.snshub.platform.Retraction;
import io.snshub.platform.TokenGrant;
import io.snshub.post.Outcome;
import io.snshub.post.PublishFailure;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Body;
import org.apache.camel.Variable;

/** What goes to Pinterest and what its answers mean. Pure. */
final class PinterestWire {
  private static final int LOOKED_AT = 100;

  /** After so many attempts an address that Pinterest can't reach is taken to be no good. */
  private static final int FETCHES = 3;

  private PinterestWire() {}

  /** A look at the board: it has to be there, and what is on it already is not ours. */
  static PlatformRequest board(@Variable("work") LaneWork work) {
    return PinterestBoard.pins(work, LOOKED_AT, "");
  }

  static Preparation ready(@Body PlatformAnswer answer, @Variable("work") LaneWork work) {
    if (!(answer instanceof Answered answered) || !answered.ok()) {
      return new Preparation.Failed(PinterestErrors.failure(answer));
    }
    JsonNode pins = PinterestBoard.items(answered);
    Instant now = Answers.givenAt(answered);
    if (pins == null || now == null) {
      return new Preparation.Failed(PinterestErrors.unreadable("the board is unreadable"));
    }
    List<String> alike = new ArrayList<>();
    for (JsonNode pin : pins) {
      if (PinterestBoard.compare(pin, work) != PinterestBoard.Likeness.DIFFERENT) {
        alike.add(pin.path("id").textValue());
      }
    }
    boolean sendAlong = !PinterestBoard.isVideo(work) && PinterestPictures.sentAlong(work);
    return new Preparation.Ready(
        PinterestHandle.of(work).ready(sendAlong, now.toString(), alike).json());
  }

  static PlatformRequest pin(
      @Variable("work") LaneWork work, @Variable("album") PinterestPictures.Album album) {
    return PlatformRequest.of("POST", work.api() + "/v5/pins")
        .bearer(work.account().accessToken())
        .json(PinterestPin.body(work, album.pictures()))
        .visible();
  }

  static Outcome outcome(@Body PlatformAnswer answer, @Variable("work") LaneWork work) {
    return Answers.outcome(PinterestPlatform.NAME, answer, answered -> read(answered, work));
  }

  private static Outcome read(Answered answer, LaneWork work) {
    if (answer.ok()) {
      JsonNode pin = Answers.json(answer);
      String id = Answers.text(pin, "id", PinterestBoard.ID);
      JsonNode board = pin.path("board_id");
      if (id == null) {
        return new Outcome.Doubtful("pinterest: accepted without an id");
      }
      boolean here = board.isMissingNode() || PinterestBoard.id(work).equals(board.asText());
      return here && !PinterestHandle.of(work).known().contains(id)
          ? new Outcome.Published(id, permalink(id))
          : new Outcome.Doubtful("pinterest: accepted with the id of another pin");
    }
    if (PinterestErrors.unsure(answer)) {
      return new Outcome.Doubtful("pinterest: answered " + answer.status());
    }
    PublishFailure failure = PinterestErrors.failure(answer);
    boolean lost = failure.code().equals("media_unreachable") && work.attempt() >= FETCHES;
    return new Outcome.Refused(
        lost ? new PublishFailure.Permanent(failure.code(), failure.message()) : failure);
  }

  static PlatformRequest deletion(@Variable("work") LaneWork work) {
    String id = Objects.requireNonNull(work.platformPostId());
    return PlatformRequest.of("DELETE", work.api() + "/v5/pins/" + Answers.encode(id))
        .bearer(work.account().accessToken());
  }

  static Retraction retraction(@Body PlatformAnswer answer) {
    if (answer instanceof Answered answered) {
      boolean deleted = answered.status() == 204 && answered.body().length == 0;
      boolean before =
          PinterestErrors.says(answered, 404)
              && (PinterestErrors.code(answered) == 50 || PinterestErrors.code(answered) == 404);
      if (deleted || before) {
        return new Retraction.Gone();
      }
      if (answered.ok()) {
        return new Retraction.Failed(PinterestErrors.unreadable("deleted in no known way"));
      }
    }
    return new Retraction.Failed(PinterestErrors.failure(answer));
  }

  static PlatformRequest refresh(@Variable("refresh") RefreshWork work) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", Objects.requireNonNullElse(work.refreshToken(), ""));
    String pair = work.clientId() + ":" + work.clientSecret();
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return PlatformRequest.of("POST", work.root() + "/v5/oauth/token")
        .header("Authorization", "Basic " + basic)
        .form(Answers.form(form));
  }

  static TokenGrant grant(@Body PlatformAnswer answer) {
    if (!(answer instanceof Answered answered)) {
      return new TokenGrant.Denied(PinterestErrors.failure(answer));
    }
    if (answered.ok()) {
      TokenGrant.Granted granted = Answers.grant(Answers.json(answered));
      return granted == null
          ? new TokenGrant.Denied(PinterestErrors.unreadable("a grant without a token"))
          : granted;
    }
    PublishFailure failure = PinterestErrors.failure(answered);
    // a dead token and a wrong client are answered alike; both need a person
    return new TokenGrant.Denied(
        failure.retryable()
            ? failure
            : new PublishFailure.NeedsReauth("refresh_token_dead", failure.message(), false));
  }

  static String permalink(String id) {
    return "https://www.pinterest.com/pin/" + id + "/";
  }
}
