package io.snshub.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.HubClient;
import io.snshub.HubTest;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/**
 * A request that may take the shortcut past Spring gets the answer that it would get without it. A
 * header line that isn't ASCII, and that nobody reads, sends the same request the long way.
 */
@HubTest
class TwoWaysTest {
  private static final String LONG_WAY = "X-Long-Way: \u00e9\r\n";
  private static final long SEED = 20_261_124;

  @Autowired private Environment environment;

  private record Pair(String name, RawHttp.Reply one, RawHttp.Reply other) {
    boolean comparable(boolean looks) {
      // what was done can't always be done again, and is counted once more
      return (looks || one.status() >= 400) && one.status() != 429 && other.status() != 429;
    }

    String difference() {
      if (one.status() != other.status()) {
        return "status " + one.status() + ", the long way " + other.status();
      }
      if (!headers(one).equals(headers(other))) {
        return "headers " + headers(one) + ", the long way " + headers(other);
      }
      return plain(one.body()).equals(plain(other.body()))
          ? ""
          : "body " + one.body() + ", the long way " + other.body();
    }

    private static Map<String, String> headers(RawHttp.Reply reply) {
      Map<String, String> headers = new TreeMap<>(reply.headers());
      headers.remove("date");
      headers.replaceAll((name, value) -> plain(value).replaceAll("\\d+", "N"));
      // the keys and posts that were made have ids of different lengths
      headers.computeIfPresent("content-length", (name, value) -> "N");
      return headers;
    }

    private static String plain(String body) {
      // trace ids, what is drawn for a login, and times
      return body.replaceAll("[0-9a-f]{32}|[\\w-]{43}(?![\\w-])", "T")
          .replaceAll("20\\d\\d-[^\"]+Z", "Z");
    }
  }

  @Test
  void hostile_requests_are_answered_alike_on_both_ways() throws Exception {
    HubClient hub = HubClient.of(environment);
    long user = hub.post("/api/sns/users", Map.of("name", "two-ways")).number("user_id");
    String key = hub.post("/api/sns/keys", Map.of("user_id", user)).text("key");
    List<Malformed> requests =
        new MalformedRequests(
                Described.of(hub.get("/api/openapi.json").body()), all -> key, all -> null, SEED)
            .all();

    assertThat(differences(requests)).isEmpty();
  }

  @Test
  void proper_requests_are_answered_alike_on_both_ways() throws Exception {
    HubClient hub = HubClient.of(environment);
    List<Malformed> requests = new ArrayList<>();
    Function<String, String> request = lines -> "Host: a\r\nConnection: close\r\n" + lines + "\r\n";
    String key = "X-API-Key: " + hub.key() + "\r\n";
    for (Described operation : Described.of(hub.get("/api/openapi.json").body())) {
      if (operation.method().equals("GET") && !operation.path().endsWith("/stream")) {
        for (String id : new String[] {"1", "999999999", "twitter"}) {
          for (String lines :
              new String[] {
                key,
                "Authorization: bearer " + hub.key() + "\r\n",
                key + "Authorization: Bearer " + hub.key() + "\r\n",
                key + "X-API-Key: other\r\n",
                "X-API-Key: unknown\r\n",
                key + "Origin: https://app.example.com\r\n",
                key + "Accept: application/json\r\nAccept: text/html\r\n",
                key + "Accept: text/html\r\n",
                key + "If-None-Match: \"1\"\r\n",
                key + "Content-Type: text/plain\r\nContent-Length: 2\r\n"
              }) {
            String path = operation.path(id);
            requests.add(
                new Malformed(
                    "GET " + path + " " + lines,
                    "GET " + path + " HTTP/1.1\r\n" + request.apply(lines)));
          }
        }
      }
    }

    assertThat(requests).hasSizeGreaterThan(500);
    assertThat(differences(requests)).isEmpty();
  }

  private List<String> differences(List<Malformed> requests) throws IOException {
    int port = Integer.parseInt(environment.getRequiredProperty("local.server.port"));
    List<String> differences = new ArrayList<>();
    TreeSet<Integer> seen = new TreeSet<>();
    for (Malformed request : requests) {
      String text = new String(request.bytes(), StandardCharsets.ISO_8859_1);
      int line = text.indexOf("HTTP/1.1\r\n");
      if (line < 0) {
        continue;
      }
      int at = line + "HTTP/1.1\r\n".length();
      Pair pair =
          new Pair(
              request.name(),
              send(port, text),
              send(port, text.substring(0, at) + LONG_WAY + text.substring(at)));
      String difference = pair.comparable(text.startsWith("GET ")) ? pair.difference() : "";
      if (!difference.isEmpty()) {
        differences.add(pair.name() + ": " + difference);
      }
      seen.add(pair.one().status());
    }
    assertThat(seen).contains(200, 400, 404);
    return differences;
  }

  private static RawHttp.Reply send(int port, String text) throws IOException {
    try {
      return RawHttp.exchange(port, text);
    } catch (SocketTimeoutException e) {
      return new RawHttp.Reply(-2, Map.of(), "");
    }
  }
}
