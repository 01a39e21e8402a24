package io.snshub.specs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Every request in a journal of the sandbox is valid against the platforms' own descriptions. The
 * descriptions and the journal come from outside: {@code -Dspecs.dir} and {@code -Dspecs.journal}.
 */
@Tag("descriptions")
@EnabledIfSystemProperty(named = "specs.dir", matches = ".+")
@EnabledIfSystemProperty(named = "specs.journal", matches = ".+")
class SentRequestsTest {
  /** What no description speaks of, by platform, method and path; and why. */
  private static final Map<String, String> OUTSIDE =
      Map.of(
          "twitter POST /2/oauth2/(token|revoke)", "OAuth 2.0 stands outside of X's description",
          "twitter GET /i/oauth2/authorize", "a page for people",
          "pinterest POST /", "the bucket that a signed form is sent to, not Pinterest's API",
          "pinterest GET /oauth/?", "a page for people",
          "youtube POST /(token|revoke)", "Google's OAuth endpoints have no Discovery document",
          "youtube GET /o/oauth2/v2/auth", "a page for people",
          "youtube PUT /upload/youtube/v3/videos",
              "pieces of a resumable session, whose address YouTube makes up");

  @Test
  void every_request_is_valid_against_the_official_description() throws IOException {
    Map<String, List<ApiDescription>> descriptions = descriptions();
    Map<String, Integer> checked = new TreeMap<>();
    Map<String, Integer> outside = new TreeMap<>();
    Map<String, List<String>> wrong = new LinkedHashMap<>();
    try (Stream<String> lines = Files.lines(Path.of(System.getProperty("specs.journal")))) {
      for (String line : (Iterable<String>) lines::iterator) {
        JournaledCall call = JournaledCall.of(line);
        List<ApiDescription> own = descriptions.get(call.platform());
        if (own == null) {
          continue;
        }
        String what = call.platform() + " " + call.method() + " " + call.path();
        if (OUTSIDE.keySet().stream().anyMatch(what::matches)) {
          outside.merge(call.platform(), 1, Integer::sum);
          continue;
        }
        checked.merge(call.platform(), 1, Integer::sum);
        List<String> problems = problems(own, call);
        if (!problems.isEmpty()) {
          wrong.putIfAbsent(
              call.platform() + ": " + problems, new ArrayList<>(List.of(call.toString())));
        }
      }
    }
    System.out.println("requests checked: " + checked + ", outside of descriptions: " + outside);
    wrong.forEach((problem, calls) -> System.out.println(problem + "  e.g. " + calls.get(0)));

    assertThat(checked).as("requests in the journal").isNotEmpty();
    assertThat(wrong).isEmpty();
  }

  /** One of the platform's descriptions has to know the operation and have nothing against it. */
  private static List<String> problems(List<ApiDescription> descriptions, JournaledCall call) {
    List<String> problems = new ArrayList<>();
    boolean known = false;
    for (ApiDescription description : descriptions) {
      if (description.knows(call.method(), call.path())) {
        known = true;
        List<String> found = description.problems(call);
        if (found.isEmpty()) {
          return found;
        }
        problems.addAll(found);
      }
    }
    return known ? problems : List.of("no such operation: " + call.method() + " " + call.path());
  }

  private static Map<String, List<ApiDescription>> descriptions() {
    Path specs = Path.of(System.getProperty("specs.dir"));
    return Map.of(
        "twitter",
        // 2.167 has new names for what production, for all that is known, calls by its old ones
        List.of(
            ApiDescription.read(specs.resolve("x/openapi-2.167.json"), ""),
            ApiDescription.read(specs.resolve("x/openapi-2.166.json"), "")),
        "pinterest",
        List.of(pinterest(specs.resolve("pinterest/openapi.json"))),
        "youtube",
        List.of(
            ApiDescription.read(specs.resolve("youtube/youtube-v3-openapi.json"), ""),
            DiscoveryDocument.read(specs.resolve("youtube/youtube.v3.json")),
            DiscoveryDocument.read(specs.resolve("youtube/youtubeAnalytics.v2.json"))));
  }

  /**
   * The description allows a counter to be one of two lists, which share their names: by its letter
   * none of the shared ones, such as SAVE, could be asked for. Any of the two is meant.
   */
  private static ApiDescription pinterest(Path file) {
    JsonNode description = ApiDescription.tree(file);
    JsonNode counters =
        description.at("/components/parameters/query_pin_analytics_metric_types/schema/items");
    if (counters instanceof ObjectNode items && items.has("oneOf")) {
      items.set("anyOf", items.remove("oneOf"));
    }
    return new ApiDescription(description, "/v5");
  }
}
