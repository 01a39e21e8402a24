package io.snshub.platform.pinterest;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Answers;
import io.snshub.platform.ConnectStep;
import io.snshub.platform.ConnectStep.Connected;
import io.snshub.platform.ConnectStep.Exchanged;
import io.snshub.platform.ConnectStep.Refused;
import io.snshub.platform.ConnectWork;
import io.snshub.platform.Connection;
import io.snshub.platform.Connection.Place;
import io.snshub.platform.Connector;
import io.snshub.platform.Consent;
import io.snshub.platform.PlatformRequest;
import io.snshub.post.PublishFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Connects a person on Pinterest, whose boards are the places to post to. */
@Component
final class PinterestConnector implements Connector {
  private static final int PAGE = 250;
  private static final int MOST_BOARDS = 1_000;

  @Override
  public Set<String> platforms() {
    return Set.of(PinterestPlatform.NAME);
  }

  @Override
  public Consent consent() {
    return Consent.standard("/oauth/", ",");
  }

  @Override
  public ConnectStep begin(ConnectWork work) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", work.code());
    form.put("redirect_uri", work.redirectUri());
    String pair = work.clientId() + ":" + work.clientSecret();
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return ConnectStep.exchange(
        PinterestPlatform.NAME,
        PlatformRequest.of("POST", work.host("token") + "/v5/oauth/token")
            .header("Authorization", "Basic " + basic)
            .form(Answers.form(form)),
        PinterestErrors::failure,
        exchanged -> boards(work, exchanged, List.of(), ""));
  }

  private static ConnectStep boards(
      ConnectWork work, Exchanged exchanged, List<Place> before, String bookmark) {
    String more = bookmark.isEmpty() ? "" : "&bookmark=" + Answers.encode(bookmark);
    return ConnectStep.ask(
        PlatformRequest.of("GET", work.host("api") + "/v5/boards?page_size=" + PAGE + more)
            .bearer(exchanged.tokens().access().reveal()),
        PinterestErrors::failure,
        body -> {
          List<Place> places = new ArrayList<>(before);
          for (JsonNode board : body.path("items")) {
            String id = Answers.text(board, "id", PinterestBoard.ID);
            if (id != null) {
              String name = board.path("name").asText(id);
              places.add(new Place("board", id, name, exchanged.tokens()));
            }
          }
          String next = body.path("bookmark").asText("");
          boolean on = !next.isEmpty() && !next.equals("null") && !next.equals(bookmark);
          return on && places.size() < MOST_BOARDS
              ? boards(work, exchanged, places, next)
              : end(exchanged, places);
        });
  }

  private static ConnectStep end(Exchanged exchanged, List<Place> places) {
    return places.isEmpty()
        ? new Refused(
            new PublishFailure.Permanent(
                "no_place", "pinterest: the account has no board; make one and connect again"))
        : new Connected(new Connection(exchanged.scopes(), places));
  }
}
