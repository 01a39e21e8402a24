package io.snshub.accounts;

import io.snshub.accounts.OauthStates.Journey;
import io.snshub.call.Answer;
import io.snshub.call.ProblemException;
import io.snshub.call.Problems;
import io.snshub.call.RequestContext;
import io.snshub.platform.ConnectStep;
import io.snshub.platform.ConnectWork;
import io.snshub.platform.Connection;
import io.snshub.platform.Connection.Place;
import io.snshub.platform.Connectors;
import io.snshub.platform.Consent;
import io.snshub.platform.PlatformCatalog;
import io.snshub.platform.PlatformProfile;
import io.snshub.post.PublishFailure;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Sends people to a platform's page, takes them back, and connects what they allowed. */
@Component
class ConnectDesk {
  private final PlatformCatalog catalog;
  private final Connectors connectors;
  private final OauthClients clients;
  private final OauthStates states;
  private final Connections connections;
  private final PlaceDesk places;

  ConnectDesk(
      PlatformCatalog catalog,
      Connectors connectors,
      OauthClients clients,
      OauthStates states,
      Connections connections,
      PlaceDesk places) {
    this.catalog = catalog;
    this.connectors = connectors;
    this.clients = clients;
    this.states = states;
    this.connections = connections;
    this.places = places;
  }

  /** Where to send a person, and for how long that is good. */
  record Departure(String platform, String authorizeUrl, long expiresIn) {}

  /**
   * Somebody is back from a platform.
   *
   * @param html a person waits for the answer
   */
  record Arrival(Journey journey, ConnectWork work, boolean html) {}

  public Answer authorize(RequestContext request) {
    PlatformProfile profile = platform(request);
    String platform = profile.name();
    Consent consent = connectors.of(platform).consent();
    String client = clients.id(platform);
    if (client.isEmpty()) {
      throw Problems.unprocessable(
          "no_client",
          platform
              + ": set HUB_PLATFORMS_%s_CLIENT_ID and _CLIENT_SECRET".formatted(upper(platform)));
    }
    String redirectUri = clients.redirectUri(platform);
    String verifier = consent.pkce() == Consent.Pkce.NONE ? null : RandomText.make();
    String state = states.begin(new Journey(request.userId(), platform, redirectUri, verifier));
    String url =
        consent.url(
            new Consent.Ask(
                clients.authorizeHost(platform),
                client,
                redirectUri,
                profile.access().scopes(),
                state,
                verifier));
    if (request.flag("redirect") || ConnectPages.html(request)) {
      return Answer.of(302, null).header("Location", url).header("Cache-Control", "no-store");
    }
    return Answer.ok(new Departure(platform, url, OauthStates.LIFETIME.toSeconds()))
        .header("Cache-Control", "no-store");
  }

  private static String upper(String platform) {
    return platform.toUpperCase(java.util.Locale.ROOT);
  }

  /** Returns an {@link Arrival} whose code is to be exchanged, or the answer when there is none. */
  public Object arrive(RequestContext request) {
    try {
      String platform = platform(request).name();
      String connection = request.text("connection").orElse(null);
      if (connection != null) {
        return places.choose(platform, connection, request);
      }
      String state =
          request
              .text("state")
              .filter(text -> !text.isBlank())
              .orElseThrow(() -> Problems.badRequest("state_missing", "there is no state"));
      Journey journey = states.end(platform, state);
      request.text("error").ifPresent(error -> refuse(platform, error));
      String code =
          request
              .text("code")
              .filter(text -> !text.isBlank())
              .orElseThrow(() -> Problems.badRequest("code_missing", "there is no code"));
      return new Arrival(
          journey,
          clients.exchange(platform, code, journey.redirectUri(), journey.verifier()),
          ConnectPages.html(request));
    } catch (ProblemException e) {
      return ConnectPages.refusal(e, ConnectPages.html(request));
    }
  }

  private static void refuse(String platform, String error) {
    boolean person =
        List.of("access_denied", "user_cancelled_login", "user_cancelled_authorize")
            .contains(error);
    String word = error.matches("[A-Za-z0-9_.-]{1,60}") ? error : "an error";
    throw person
        ? Problems.unprocessable(
            "access_denied", platform + ": access was not allowed; nothing has been connected")
        : Problems.unprocessable(
            "authorization_failed", platform + ": the platform's page came back with " + word);
  }

  /** Connects what was allowed, or offers the choice. */
  public Answer connected(Arrival arrival, ConnectStep end) {
    try {
      Journey journey = arrival.journey();
      Connection connection = checked(journey.platform(), end);
      if (connection.places().size() == 1) {
        Place only = connection.places().get(0);
        long id =
            connections.connect(journey.userId(), journey.platform(), only, connection.scopes());
        return places.connected(journey.platform(), List.of(id), List.of(only), arrival.html());
      }
      return places.offer(journey.userId(), journey.platform(), connection, arrival.html());
    } catch (ProblemException e) {
      return ConnectPages.refusal(e, arrival.html());
    }
  }

  private Connection checked(String platform, ConnectStep end) {
    if (end instanceof ConnectStep.Connected connected) {
      List<String> granted = connected.connection().scopes();
      List<String> missing =
          new ArrayList<>(catalog.find(platform).orElseThrow().access().scopes());
      missing.removeAll(granted);
      if (!granted.isEmpty() && !missing.isEmpty()) {
        throw Problems.unprocessable(
            "missing_scope",
            platform
                + ": not allowed: "
                + String.join(", ", missing)
                + "; connect again and allow all of it");
      }
      return connected.connection();
    }
    PublishFailure failure = ((ConnectStep.Refused) end).failure();
    if (failure instanceof PublishFailure.Transient) {
      throw Problems.of(
          503, "platform_unavailable", "Not available for the moment", failure.message());
    }
    throw Problems.unprocessable(failure.code(), failure.message());
  }

  private PlatformProfile platform(RequestContext request) {
    String name = request.pathText("platform");
    return catalog.find(name).orElseThrow(() -> Problems.notFound("platform", name));
  }
}
