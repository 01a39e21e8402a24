package io.snshub.platform.linkedin;

import com.fasterxml.jackson.databind.JsonNode;
import io.snshub.platform.Answers;
import io.snshub.platform.ConnectStep;
import io.snshub.platform.ConnectStep.Connected;
import io.snshub.platform.ConnectStep.Exchanged;
import io.snshub.platform.ConnectWork;
import io.snshub.platform.Connection;
import io.snshub.platform.Connection.Place;
import io.snshub.platform.Connector;
import io.snshub.platform.Consent;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.RefreshWork;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Connects a member of LinkedIn, and every Page that the member administers. */
@Component
final class LinkedinConnector implements Connector {
  private static final Pattern PERSON = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern PAGE = Pattern.compile("urn:li:organization:[0-9]{1,19}");

  private final LinkedinPlatform linkedin;

  LinkedinConnector(LinkedinPlatform linkedin) {
    this.linkedin = linkedin;
  }

  @Override
  public Set<String> platforms() {
    return Set.of(LinkedinPlatform.NAME);
  }

  @Override
  public Consent consent() {
    return Consent.standard("/oauth/v2/authorization", " ");
  }

  @Override
  public ConnectStep begin(ConnectWork work) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", work.code());
    form.put("client_id", work.clientId());
    form.put("client_secret", work.clientSecret());
    form.put("redirect_uri", work.redirectUri());
    return ConnectStep.exchange(
        LinkedinPlatform.NAME,
        PlatformRequest.of("POST", work.host("token") + "/oauth/v2/accessToken")
            .form(Answers.form(form)),
        LinkedinErrors::failure,
        exchanged -> member(work, exchanged));
  }

  private ConnectStep member(ConnectWork work, Exchanged exchanged) {
    return ConnectStep.ask(
        PlatformRequest.of("GET", work.host("api") + "/v2/userinfo")
            .bearer(exchanged.tokens().access().reveal()),
        LinkedinErrors::failure,
        body -> {
          String id = Answers.text(body, "sub", PERSON);
          List<Place> places = new ArrayList<>();
          if (id != null) {
            String name = body.path("name").asText(id);
            places.add(new Place("user", "urn:li:person:" + id, name, exchanged.tokens()));
          }
          // without the right to post for a Page there is no need to look for any
          boolean pages =
              exchanged.scopes().isEmpty() || exchanged.scopes().contains("w_organization_social");
          return pages ? pages(work, exchanged, places) : end(exchanged, places);
        });
  }

  private ConnectStep pages(ConnectWork work, Exchanged exchanged, List<Place> members) {
    return ConnectStep.ask(
        read(
            work,
            exchanged,
            "/rest/organizationAcls?q=roleAssignee&role=ADMINISTRATOR&state=APPROVED&count=100"),
        LinkedinErrors::failure,
        body -> {
          List<String> urns = new ArrayList<>();
          for (JsonNode element : body.path("elements")) {
            String urn = Answers.text(element, "organization", PAGE);
            if (urn != null && !urns.contains(urn)) {
              urns.add(urn);
            }
          }
          return urns.isEmpty() ? end(exchanged, members) : names(work, exchanged, members, urns);
        });
  }

  private ConnectStep names(
      ConnectWork work, Exchanged exchanged, List<Place> members, List<String> urns) {
    String ids =
        urns.stream()
            .map(urn -> urn.substring(urn.lastIndexOf(':') + 1))
            .collect(Collectors.joining(","));
    return ConnectStep.ask(
        read(work, exchanged, "/rest/organizations?ids=List(" + ids + ")"),
        LinkedinErrors::failure,
        body -> {
          List<Place> places = new ArrayList<>(members);
          for (String urn : urns) {
            String id = urn.substring(urn.lastIndexOf(':') + 1);
            String name = body.path("results").path(id).path("localizedName").asText(urn);
            places.add(new Place("organization", urn, name, exchanged.tokens()));
          }
          return end(exchanged, places);
        });
  }

  private PlatformRequest read(ConnectWork work, Exchanged exchanged, String path) {
    return linkedin.versioned(
        PlatformRequest.of("GET", work.host("api") + path)
            .bearer(exchanged.tokens().access().reveal()));
  }

  private static ConnectStep end(Exchanged exchanged, List<Place> places) {
    return places.isEmpty()
        ? ConnectStep.one("user", null, null, exchanged)
        : new Connected(new Connection(exchanged.scopes(), places));
  }

  @Override
  public PlatformRequest revocation(RefreshWork work) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("client_id", work.clientId());
    form.put("client_secret", work.clientSecret());
    form.put("token", work.accessToken());
    return PlatformRequest.of("POST", work.hosts().get("token") + "/oauth/v2/revoke")
        .form(Answers.form(form));
  }
}
