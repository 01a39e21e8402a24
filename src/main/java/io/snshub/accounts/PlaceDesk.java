package io.snshub.accounts;

import io.snshub.accounts.PendingConnections.Pending;
import io.snshub.call.Answer;
import io.snshub.call.Problems;
import io.snshub.call.RequestContext;
import io.snshub.platform.Connection;
import io.snshub.platform.Connection.Place;
import io.snshub.platform.PlatformCatalog;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which of the places that a person has allowed become accounts. */
@Component
class PlaceDesk {
  private final PlatformCatalog catalog;
  private final PendingConnections pending;
  private final Connections connections;

  PlaceDesk(PlatformCatalog catalog, PendingConnections pending, Connections connections) {
    this.catalog = catalog;
    this.pending = pending;
    this.connections = connections;
  }

  /** A place that can be posted to. */
  record Choice(String place, String kind, String name) {}

  /** Connected accounts; or what is to be chosen from, and under which name. */
  record Connected(
      String platform,
      String status,
      List<Long> accountIds,
      @Nullable String connectionId,
      List<Choice> places) {}

  /** What a program chooses. */
  record ChosenPlaces(
      @NotBlank @Size(min = 1, max = 100) String connectionId,
      @Size(min = 1, max = 100) List<@NotBlank @Size(min = 1, max = 255) String> places) {}

  /** A person has chosen one place on the page of the callback. */
  Answer choose(String platform, String name, RequestContext request) {
    Pending from = pending.find(name);
    String place =
        request
            .text("place")
            .orElseThrow(() -> Problems.validation("place", "choose one of the places"));
    if (!from.platform().equals(platform)) {
      throw Problems.badRequest("state_unknown", "this choice belongs to another platform");
    }
    return answer(choose(from, List.of(place)), ConnectPages.html(request));
  }

  /** A program has chosen places. */
  public Answer choose(ChosenPlaces wanted, RequestContext request) {
    Pending from = pending.find(wanted.connectionId());
    if (from.userId() != request.userId()) {
      throw Problems.notFound("connection", "under this name");
    }
    return Answer.of(201, choose(from, wanted.places().stream().distinct().toList()));
  }

  private Connected choose(Pending from, List<String> wanted) {
    boolean rotates = catalog.find(from.platform()).orElseThrow().access().rotates();
    if (rotates && wanted.size() > 1) {
      // two accounts with one pair would end each other's tokens at the first renewal
      throw Problems.validation(
          "places", from.platform() + ": one place a connection; connect again for each other one");
    }
    List<Place> chosen =
        wanted.stream()
            .map(
                id ->
                    from.connection().places().stream()
                        .filter(place -> place.remoteId().equals(id))
                        .findFirst()
                        .orElseThrow(
                            () ->
                                Problems.validation("places", "there is no such place to choose")))
            .toList();
    List<Long> ids = connections.choose(from, chosen);
    if (ids.isEmpty()) {
      throw Problems.conflict("already_chosen", "the choice has been made already");
    }
    return done(from.platform(), ids, chosen);
  }

  /** Tells that places are connected. */
  Answer connected(String platform, List<Long> ids, List<Place> places, boolean html) {
    return answer(done(platform, ids, places), html);
  }

  /** Keeps what was allowed and asks which place it shall be. */
  Answer offer(long userId, String platform, Connection connection, boolean html) {
    String name = pending.keep(userId, platform, connection);
    return answer(
        new Connected(platform, "choose_place", List.of(), name, choices(connection.places())),
        html);
  }

  private static Connected done(String platform, List<Long> ids, List<Place> places) {
    return new Connected(platform, AccountRow.CONNECTED, ids, null, choices(places));
  }

  private static List<Choice> choices(List<Place> places) {
    return places.stream()
        .map(place -> new Choice(place.remoteId(), place.kind(), place.name()))
        .toList();
  }

  private Answer answer(Connected connected, boolean html) {
    String title = catalog.find(connected.platform()).orElseThrow().title();
    Answer answer = html ? ConnectPages.told(title, connected) : Answer.ok(connected);
    return answer.header("Cache-Control", "no-store");
  }
}
