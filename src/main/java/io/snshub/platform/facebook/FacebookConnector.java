package io.snshub.platform.facebook;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Answers;
import io.snshub.platform.ConnectStep;
import io.snshub.platform.ConnectStep.Connected;
import io.snshub.platform.ConnectStep.Exchanged;
import io.snshub.platform.ConnectStep.Refused;
import io.snshub.platform.ConnectWork;
import io.snshub.platform.Connection;
import io.snshub.platform.Connection.Place;
import io.snshub.platform.Connection.Tokens;
import io.snshub.platform.Connector;
import io.snshub.platform.Consent;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.RefreshWork;
import io.snshub.platform.Secret;
import io.snshub.post.PublishFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Connects the Pages that a person manages. */
@Component
final class FacebookConnector implements Connector {
  private static final int MOST_PAGES = 1_000;
  private static final String FIELDS = "id,name,access_token";
  private static final Pattern TOKEN = Pattern.compile("[!-~]{1,16384}");

  @Override
  public Set<String> platforms() {
    return Set.of(FacebookPlatform.NAME);
  }

  @Override
  public Consent consent() {
    return Consent.standard("/" + FacebookPlatform.VERSION + "/dialog/oauth", ",");
  }

  @Override
  public ConnectStep begin(ConnectWork work) {
    Map<String, String> form = client(work);
    form.put("redirect_uri", work.redirectUri());
    form.put("code", work.code());
    return exchange(work, form, brief -> lengthen(work, brief));
  }

  /** What a code is exchanged for lives an hour or two; that in turn for one of sixty days. */
  private static ConnectStep lengthen(ConnectWork work, Exchanged brief) {
    Map<String, String> form = client(work);
    form.put("grant_type", "fb_exchange_token");
    form.put("fb_exchange_token", brief.tokens().access().reveal());
    return exchange(work, form, person -> scopes(work, person));
  }

  private static ConnectStep exchange(
      ConnectWork work, Map<String, String> form, Function<Exchanged, ConnectStep> then) {
    return ConnectStep.exchange(
        FacebookPlatform.NAME,
        PlatformRequest.of("POST", root(work) + "/oauth/access_token").form(Answers.form(form)),
        FacebookErrors::failure,
        then);
  }

  private static Map<String, String> client(ConnectWork work) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("client_id", work.clientId());
    form.put("client_secret", work.clientSecret());
    return form;
  }

  private static ConnectStep scopes(ConnectWork work, Exchanged person) {
    return ConnectStep.ask(
        PlatformRequest.of("GET", root(work) + "/me/permissions")
            .bearer(person.tokens().access().reveal()),
        FacebookErrors::failure,
        body -> {
          List<String> granted = new ArrayList<>();
          for (JsonNode entry : body.path("data")) {
            if (entry.path("status").asText("").equals("granted")) {
              granted.add(entry.path("permission").asText(""));
            }
          }
          // an empty list would pass for one that isn't told
          return granted.isEmpty()
              ? new Refused(
                  new PublishFailure.Permanent("missing_scope", "facebook: nothing was allowed"))
              : pages(work, new Exchanged(person.tokens(), granted), List.of(), "");
        });
  }

  private static ConnectStep pages(
      ConnectWork work, Exchanged person, List<Place> before, String after) {
    String more = after.isEmpty() ? "" : "&after=" + Answers.encode(after);
    return ConnectStep.ask(
        PlatformRequest.of(
                "GET", root(work) + "/me/accounts?fields=" + FIELDS + "&limit=100" + more)
            .bearer(person.tokens().access().reveal()),
        FacebookErrors::failure,
        body -> {
          List<Place> places = new ArrayList<>(before);
          for (JsonNode page : body.path("data")) {
            Place place = place(page, person.tokens());
            if (place != null) {
              places.add(place);
            }
          }
          JsonNode paging = body.path("paging");
          String next = paging.has("next") ? paging.path("cursors").path("after").asText("") : "";
          boolean on = !next.isEmpty() && !next.equals(after) && places.size() < MOST_PAGES;
          return on ? pages(work, person, places, next) : end(person, places);
        });
  }

  /**
   * The Page's own token has no end. The person's takes the place of a refresh token: with it the
   * Page's token is read anew. Without a task on it, a Page is listed without a token.
   */
  private static @Nullable Place place(JsonNode page, Tokens person) {
    String id = Answers.text(page, "id", FacebookCalls.NODE_ID);
    String token = Answers.text(page, "access_token", TOKEN);
    if (id == null || token == null) {
      return null;
    }
    Tokens tokens = new Tokens(new Secret(token), person.access(), null, person.lifetime());
    return new Place("page", id, page.path("name").asText(id), tokens);
  }

  private static ConnectStep end(Exchanged person, List<Place> places) {
    return places.isEmpty()
        ? new Refused(
            new PublishFailure.Permanent(
                "no_place", "facebook: there is no Page that the hub may post to"))
        : new Connected(new Connection(person.scopes(), places));
  }

  private static String root(ConnectWork work) {
    return work.host("token") + "/" + FacebookPlatform.VERSION;
  }

  /** Only the person can take back what the person allowed. */
  @Override
  public @Nullable PlatformRequest revocation(RefreshWork work) {
    String person = work.refreshToken();
    return person == null
        ? null
        : PlatformRequest.of(
                "DELETE",
                work.hosts().get("token") + "/" + FacebookPlatform.VERSION + "/me/permissions")
            .bearer(person);
  }
}
