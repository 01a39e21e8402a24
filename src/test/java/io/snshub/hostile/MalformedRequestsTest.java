package io.snshub.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.snshub.HubClient;
import io.snshub.HubTest;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/**
 * Thousands of hostile requests, made from the hub's own description of itself. None may fail it,
 * hang it, or make it talk about what it is made of. They come from a user of their own, who has no
 * account to publish with.
 */
@HubTest
@Tag("both-databases")
class MalformedRequestsTest {
  private static final Logger log = LoggerFactory.getLogger(MalformedRequestsTest.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Only an administrator comes further than the door there. */
  private static final String USERS = "/api/sns/users";

  private static final long SEED = 20_261_123;
  private static final int AT_ONCE = 4;

  /** Words of the inside: classes, frames of a stack, SQL, files, products. */
  private static final Pattern INSIDE =
      Pattern.compile(
          "io\\.snshub|\\bjava\\.|\\bjavax?\\.|jakarta\\.|org\\.(apache|spring|h2|postgres|hibernate)"
              + "|com\\.(fasterxml|zaxxer)|[A-Z][a-z]+(Exception|Error)\\b|\\tat |Caused by|\\.java:"
              + "|\\bNPE\\b|(?i:select .{1,80} from |insert into|update .{1,40} set |sql(state)?\\b"
              + "|constraint|jdbc|hikari|jackson|tomcat|coyote|catalina|hibernate)"
              + "|/tmp/|/home/|/root/|/usr/|target/|\\[B@|@[0-9a-f]{6,8}\\b|\\$\\$Lambda");

  @Autowired private Environment environment;

  private record Outcome(Malformed request, RawHttp.Reply reply, String wrong) {}

  @Test
  void none_of_them_fails_the_hub_or_makes_it_talk() throws Exception {
    HubClient hub = HubClient.of(environment);
    int port = Integer.parseInt(environment.getRequiredProperty("local.server.port"));
    long user = hub.post("/api/sns/users", Map.of("name", "hostile")).number("user_id");
    String key = hub.post("/api/sns/keys", Map.of("user_id", user)).text("key");
    List<Described> operations = Described.of(hub.get("/api/openapi.json").body());
    Map<String, String> own = own(hub.as(key), operations);
    List<Malformed> requests =
        new MalformedRequests(
                operations,
                operation -> operation.path().equals(USERS) ? hub.key() : key,
                operation ->
                    operation.method().equals("DELETE") ? null : own.get(collection(operation)),
                SEED)
            .all();

    Instant begun = Instant.now();
    List<Outcome> outcomes = send(port, requests);
    log.atInfo()
        .addKeyValue("requests", requests.size())
        .addKeyValue("answers", counts(outcomes))
        .addKeyValue("took", Duration.between(begun, Instant.now()))
        .log("hostile requests sent");

    assertThat(requests).hasSizeGreaterThan(2_000);
    assertThat(outcomes.stream().filter(outcome -> !outcome.wrong().isEmpty()).toList())
        .extracting(outcome -> outcome.wrong() + " <- " + outcome.request().name())
        .isEmpty();
    assertThat(counts(outcomes)).as("most of them came past the login").containsKey(400);
    assertThat(hub.as(key).get("/api/sns/me").status()).as("and all is well").isEqualTo(200);
  }

  /** One object of each kind that can be made; by the path of its collection. */
  private static Map<String, String> own(HubClient hub, List<Described> operations) {
    Map<String, String> made = new TreeMap<>();
    for (Described operation : operations) {
      boolean makes = operation.method().equals("POST") && !operation.path().contains("{");
      if (makes && operation.body() != null) {
        HubClient.Reply reply =
            hub.post(operation.path(), Described.samples(operation.body()).get(0));
        String location = reply.headers().getOrDefault("location", List.of("")).get(0);
        if (reply.status() == 201 && location.startsWith(operation.path() + "/")) {
          made.put(operation.path(), location.substring(operation.path().length() + 1));
        }
      }
    }
    return made;
  }

  private static String collection(Described operation) {
    return operation.path().replaceFirst("/\\{.*", "");
  }

  private static List<Outcome> send(int port, List<Malformed> requests) throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<Outcome>> sent = new ArrayList<>();
      requests.forEach(request -> sent.add(clients.submit(() -> send(port, request))));
      List<Outcome> outcomes = new ArrayList<>();
      for (Future<Outcome> one : sent) {
        outcomes.add(one.get());
      }
      return outcomes;
    } finally {
      clients.shutdownNow();
    }
  }

  private static Outcome send(int port, Malformed request) throws IOException {
    try {
      RawHttp.Reply reply = RawHttp.exchange(port, request.bytes());
      return new Outcome(request, reply, wrong(request, reply));
    } catch (SocketTimeoutException e) {
      return new Outcome(request, new RawHttp.Reply(0, Map.of(), ""), "no answer in time");
    }
  }

  /** Returns what is wrong with an answer, or nothing. */
  private static String wrong(Malformed request, RawHttp.Reply reply) {
    if (reply.status() >= 500) {
      return "status " + reply.status() + " " + reply.body();
    }
    Matcher inside = INSIDE.matcher(reply.body());
    while (inside.find()) {
      // what it was told it may repeat
      if (!request.says(inside.group())) {
        return "tells of itself: " + inside.group() + " in " + reply.body();
      }
    }
    if (reply.headers().containsKey("server") || reply.headers().containsKey("x-evil")) {
      return "a header that is not its own: " + reply.headers();
    }
    boolean silent = reply.status() == 0 || request.head();
    return silent || reply.status() > 0 && reply.status() < 400 ? "" : problem(reply);
  }

  private static String problem(RawHttp.Reply reply) {
    JsonNode problem;
    try {
      problem = JSON.readTree(reply.body());
    } catch (JsonProcessingException e) {
      return "no JSON with " + reply.status() + ": " + reply.body();
    }
    boolean whole =
        (reply.status() < 0
                || reply.header("content-type").startsWith("application/problem+json")
                    && problem.path("status").asInt() == reply.status())
            && problem.path("status").asInt() < 500
            && problem.hasNonNull("type")
            && problem.hasNonNull("title")
            && problem.hasNonNull("code")
            && problem.has("retryable")
            && problem.path("trace_id").asText().matches("[0-9a-f]{32}");
    return whole ? "" : "no problem document with " + reply.status() + ": " + reply.body();
  }

  private static Map<Integer, Integer> counts(List<Outcome> outcomes) {
    Map<Integer, Integer> counts = new TreeMap<>();
    outcomes.forEach(outcome -> counts.merge(outcome.reply().status(), 1, Integer::sum));
    return counts;
  }
}
