package io.snshub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.snshub.platform.PlatformProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A platform's page on which a person allows the hub to post for an account. */
final class AllowPage {
  static final Pattern ALLOW = Pattern.compile("id=allow href=\"([^\"]+)\"");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient BROWSER = HttpClient.newHttpClient();

  private AllowPage() {}

  static HttpResponse<String> open(String url, String accept) {
    try {
      return BROWSER.send(
          HttpRequest.newBuilder(URI.create(url)).header("Accept", accept).GET().build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static String link(Pattern which, String page) {
    Matcher link = which.matcher(page);
    assertThat(link.find()).as("a link on the page").isTrue();
    return link.group(1).replace("&amp;", "&");
  }

  /** Goes to the platform's page and returns where one of its links leads. */
  static String wayBack(HubClient as, String platform, Pattern link) {
    HubClient.Reply departure = as.get("/api/sns/oauth/" + platform + "/authorize");
    assertThat(departure.status()).as("%s", departure).isEqualTo(200);
    HttpResponse<String> page = open(departure.text("authorize_url"), "text/html");
    assertThat(page.statusCode()).isEqualTo(200);
    return link(link, page.body());
  }

  /** Connects an account, choosing the place that the sandbox's seeds name; returns its id. */
  static long connect(HubClient as, PlatformProfile platform) {
    HttpResponse<String> back = open(wayBack(as, platform.name(), ALLOW), "application/json");
    assertThat(back.statusCode()).as(back.body()).isEqualTo(200);
    JsonNode connected = json(back);
    if (connected.path("status").asText().equals("connected")) {
      return connected.path("account_ids").path(0).asLong();
    }
    HubClient.Reply chosen =
        as.post(
            "/api/sns/accounts",
            Map.of(
                "connection_id",
                connected.path("connection_id").asText(),
                "places",
                List.of(platform.sandbox().account())));
    assertThat(chosen.status()).as("%s", chosen).isEqualTo(201);
    return chosen.body().path("account_ids").path(0).asLong();
  }

  static JsonNode json(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
