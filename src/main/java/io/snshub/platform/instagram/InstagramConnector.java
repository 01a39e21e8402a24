package io.snshub.platform.instagram;

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

/** Connects the professional accounts behind the Pages that a person manages (Facebook login). */
@Component
final class InstagramConnector implements Connector {
  private static final int MOST_PAGES = 1_000;
  private static final String FIELDS =
      "id,name,access_token,instagram_business_account%7Bid,username%7D";
  private static final Pattern TOKEN = Pattern.compile("[!-~]{1,16384}");

  @Override
  public Set<String> platforms() {
    return Set.of(InstagramPlatform.NAME);
  }

  @Override
  public Consent consent() {
    return Consent.standard("/" + InstagramPlatform.VERSION + "/dialog/oauth", ",");
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
        InstagramPlatform.NAME,
        PlatformRequest.of("POST", root(work) + "/oauth/access_token").form(Answers.form(form)),
        InstagramErrors::failure,
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
        InstagramErrors::failure,
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
                  new PublishFailure.Permanent("missing_scope", "instagram: nothing was allowed"))
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
        InstagramErrors::failure,
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

  /** A professional account is used with the token of the Page before it, which has no end. */
  private static @Nullable Place place(JsonNode page, Tokens person) {
    JsonNode account = page.path("instagram_business_account");
    String id = Answers.text(account, "id", InstagramContainers.ID);
    String token = Answers.text(page, "access_token", TOKEN);
    if (id == null || token == null) {
      return null;
    }
    String name = account.path("username").asText(page.path("name").asText(id));
    return new Place("user", id, name, new Tokens(new Secret(token), null, null, null));
  }

  private static ConnectStep end(Exchanged person, List<Place> places) {
    return places.isEmpty()
        ? new Refused(
            new PublishFailure.Permanent(
                "no_place", "instagram: there is no professional account behind any of the Pages"))
        : new Connected(new Connection(person.scopes(), places));
  }

  private static String root(ConnectWork work) {
    return work.host("token") + "/" + InstagramPlatform.VERSION;
  }
}
