package io.snshub;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.bus.Subscription;
import io.snshub.platform.LaneTask;
import io.snshub.platform.PlatformCatalog;
import io.snshub.store.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SagaDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.model.WireTapDefinition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Doors between rooms are strings: each one that is used must have somebody behind it. */
@HubTest
@Tag("both-databases")
class RouteMapTest {
  private static final Pattern PLACE = Pattern.compile("\\$\\{[^}]*}");
  private static final Pattern DOOR_LITERAL = Pattern.compile("\"(direct:[a-z-]+)\"");
  private static final Path SOURCES = Path.of("src/main/java");

  @Autowired private CamelContext camel;
  @Autowired private PlatformCatalog platforms;
  @Autowired private List<Subscription> subscriptions;
  @Autowired private Sql sql;

  /** One step from a route to a door. */
  private record Use(String route, String door, String kind) {}

  private List<RouteDefinition> routes() {
    return ((ModelCamelContext) camel).getRouteDefinitions();
  }

  private Set<String> doors() {
    return routes().stream()
        .map(route -> plain(route, route.getInput().getEndpointUri()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Every {@code direct:} endpoint that a route's model names. */
  private List<Use> uses() {
    List<Use> uses = new ArrayList<>();
    for (RouteDefinition route : routes()) {
      String id = route.getRouteId();
      all(route, ToDefinition.class)
          .forEach(to -> uses.add(new Use(id, plain(route, to.getEndpointUri()), "calls")));
      for (ToDynamicDefinition to : all(route, ToDynamicDefinition.class)) {
        if (!(to instanceof WireTapDefinition<?>)) {
          places(plain(route, to.getUri()))
              .forEach(door -> uses.add(new Use(id, door, "may call")));
        }
      }
      for (SagaDefinition saga : all(route, SagaDefinition.class)) {
        Stream.of(saga.getCompensation(), saga.getCompletion())
            .filter(java.util.Objects::nonNull)
            .forEach(door -> uses.add(new Use(id, plain(route, door.getEndpointUri()), "enlists")));
      }
    }
    return uses.stream().filter(use -> use.door().startsWith("direct:")).toList();
  }

  private static <T> Collection<T> all(RouteDefinition route, Class<T> type) {
    List<ProcessorDefinition<?>> outputs = route.getOutputs();
    return ProcessorDefinitionHelper.filterTypeInOutputs(outputs, type);
  }

  /** Returns a URI without options, with what its template was given. */
  private static String plain(RouteDefinition route, String uri) {
    String plain = uri.replaceFirst("^direct://", "direct:");
    int options = plain.indexOf('?');
    plain = options < 0 ? plain : plain.substring(0, options);
    if (route.getTemplateParameters() != null) {
      for (Map.Entry<String, Object> given : route.getTemplateParameters().entrySet()) {
        plain = plain.replace("{{" + given.getKey() + "}}", String.valueOf(given.getValue()));
      }
    }
    return plain;
  }

  /** Replaces the one variable part of a dynamic door by all it can be. */
  private List<String> places(String door) {
    Matcher place = PLACE.matcher(door);
    if (!place.find()) {
      return List.of(door);
    }
    String variable = place.group();
    List<String> values =
        switch (variable) {
          case "${body.platform}", "${variable.platform}" -> platforms.names();
          case "${variable.door}" ->
              Stream.of(LaneTask.Action.values())
                  .filter(action -> action != LaneTask.Action.REST)
                  .map(LaneTask.Action::door)
                  .toList();
          default -> throw new AssertionError("what can " + variable + " be in " + door + "?");
        };
    return values.stream().map(value -> door.replace(variable, value)).toList();
  }

  @Test
  void every_route_is_called_by_its_door() {
    assertThat(routes())
        .isNotEmpty()
        .allSatisfy(
            route -> {
              String door = plain(route, route.getInput().getEndpointUri());
              String id = route.getRouteId();
              if (door.startsWith("direct:")) {
                assertThat("direct:" + id).isEqualTo(door);
              } else if (door.startsWith("rest:") || door.startsWith("platform-http:")) {
                assertThat(id).startsWith("rest-");
              } else if (door.startsWith("file:")) {
                assertThat(id).startsWith("take-");
              } else {
                assertThat(id).as("a route that starts by itself: %s", door).startsWith("tick-");
              }
            });
  }

  @Test
  void every_route_has_an_id_of_its_own() {
    assertThat(routes().stream().map(RouteDefinition::getRouteId)).doesNotHaveDuplicates();
  }

  @Test
  void somebody_is_behind_every_door_that_a_route_names() {
    Set<String> doors = doors();

    assertThat(uses()).isNotEmpty().allMatch(use -> doors.contains(use.door()));
  }

  @Test
  void somebody_is_behind_every_door_that_hears_events() {
    assertThat(doors()).containsAll(subscriptions.stream().map(Subscription::door).toList());
    assertThat(subscriptions.stream().map(Subscription::consumer)).doesNotHaveDuplicates();
  }

  /** A saga's own door is an argument, not part of any route. */
  @Test
  void somebody_is_behind_every_door_that_the_code_names() throws IOException {
    Set<String> named = new TreeSet<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        Matcher literal = DOOR_LITERAL.matcher(withoutComments(Files.readString(file)));
        while (literal.find()) {
          named.add(literal.group(1));
        }
      }
    }

    assertThat(doors()).containsAll(named);
  }

  private static String withoutComments(String source) {
    return source.replaceAll("(?m)^\\s*(\\*|//).*$", "");
  }

  @Test
  void nobody_waits_behind_a_door_that_is_never_used() {
    Set<String> used = new TreeSet<>(uses().stream().map(Use::door).toList());
    subscriptions.forEach(subscription -> used.add(subscription.door()));
    used.addAll(
        List.of(
            "direct:publish-post",
            "direct:delete-post",
            "direct:compensate-post",
            "direct:sweep-post",
            "direct:measure-targets",
            "direct:renew-accounts",
            // by the bus, when it is Kafka
            "direct:take-request"));

    assertThat(doors()).filteredOn(door -> door.startsWith("direct:")).isSubsetOf(used);
  }

  @Test
  void every_platform_has_its_lane_its_fragments_and_its_profile() {
    Set<String> doors = doors();

    assertThat(platforms.names())
        .isNotEmpty()
        .allSatisfy(
            name -> {
              assertThat(doors)
                  .contains(
                      "direct:lane-" + name,
                      "direct:retract-" + name,
                      "direct:" + name + "-prepare",
                      "direct:" + name + "-publish",
                      "direct:" + name + "-lookup",
                      "direct:" + name + "-retract",
                      "direct:" + name + "-metrics",
                      "direct:" + name + "-refresh");
              assertThat(platforms.find(name)).isPresent();
            });
  }

  @Test
  void the_hub_under_test_stands_on_the_database_it_was_asked_to() {
    assertThat(sql.dialect()).isEqualTo(TestEnvironment.database());
  }

  @Test
  void the_map_is_drawn() throws IOException {
    StringBuilder map = new StringBuilder("# Routes\n\n```mermaid\ngraph LR\n");
    for (RouteDefinition route : routes()) {
      map.append("  %s[\"%s\"]\n".formatted(route.getRouteId(), route.getRouteId()));
    }
    for (Use use : new java.util.LinkedHashSet<>(uses())) {
      String arrow = use.kind().equals("calls") ? "-->" : "-. " + use.kind() + " .->";
      map.append("  %s %s %s\n".formatted(use.route(), arrow, use.door().substring(7)));
    }
    for (Subscription subscription : subscriptions) {
      map.append("  bus([bus]) -. events .-> %s\n".formatted(subscription.door().substring(7)));
    }
    map.append("```\n");
    Path file = Path.of("target/route-map.md");

    Files.writeString(file, map);

    assertThat(file).content().contains("publish-post -->").contains("lane-twitter");
  }
}
