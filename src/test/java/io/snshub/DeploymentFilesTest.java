package io.snshub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What docker-compose.yml, the Dockerfile and their files name exists: no engine is needed. */
class DeploymentFilesTest {
  private static final Path ROOT = Path.of("").toAbsolutePath();
  private final Map<String, Object> compose = yaml("docker-compose.yml");
  private final Map<String, Map<String, Object>> services = maps(compose, "services");

  @Test
  void every_file_that_a_service_mounts_exists() {
    List<String> files =
        services.values().stream()
            .flatMap(service -> strings(service.get("volumes")))
            .filter(mount -> mount.startsWith("./"))
            .map(mount -> mount.split(":")[0])
            .toList();

    assertThat(files).isNotEmpty().allMatch(file -> Files.isRegularFile(ROOT.resolve(file)));
  }

  @Test
  void every_named_volume_and_secret_is_declared() throws IOException {
    Set<String> volumes = maps(compose, "volumes").keySet();
    Map<String, Map<String, Object>> secrets = maps(compose, "secrets");
    String script = Files.readString(ROOT.resolve("config/compose/make-secrets"));

    assertThat(
            services.values().stream()
                .flatMap(service -> strings(service.get("volumes")))
                .map(mount -> mount.split(":")[0])
                .filter(name -> !name.startsWith(".")))
        .isNotEmpty()
        .isSubsetOf(volumes);
    assertThat(services.values().stream().flatMap(service -> strings(service.get("secrets"))))
        .isNotEmpty()
        .isSubsetOf(secrets.keySet());
    assertThat(secrets.values())
        .allSatisfy(
            secret -> {
              String file = secret.get("file").toString();
              assertThat(script)
                  .contains("keep " + file.substring(file.lastIndexOf('/') + 1) + " ");
            });
  }

  /** A misspelt variable would be silence: the hub would start with the default. */
  @Test
  void every_variable_of_the_hub_is_a_setting() throws IOException {
    Set<String> known = settings();

    Set<String> used = new TreeSet<>();
    services
        .values()
        .forEach(
            service ->
                environment(service).keySet().stream()
                    .filter(name -> name.startsWith("HUB_"))
                    .forEach(used::add));
    Matcher inDockerfile = Pattern.compile("HUB_[A-Z_]+").matcher(text("Dockerfile"));
    while (inDockerfile.find()) {
      used.add(inDockerfile.group());
    }

    assertThat(used).hasSizeGreaterThan(8).allMatch(name -> known.contains(uniform(name)));
  }

  /** Secrets are files named as the properties that they set. */
  @Test
  void every_secret_of_the_hub_is_a_setting() throws IOException {
    Set<String> known = settings();

    assertThat(strings(services.get("hub-1").get("secrets")))
        .contains("hub.encryption-key", "hub.bootstrap-key", "spring.datasource.password")
        .allMatch(name -> known.contains(uniform(name)));
    assertThat(environment(services.get("hub-1")))
        .containsEntry("SPRING_CONFIG_IMPORT", "configtree:/run/secrets/");
  }

  @Test
  void every_host_that_is_named_is_a_service_on_its_port() {
    Map<String, Integer> ports =
        Map.of("postgres", 5432, "kafka", 9092, "redis", 6379, "sandbox", 8090, "prometheus", 9090);
    Set<String> named = new HashSet<>();
    for (String value : environment(services.get("hub-1")).values()) {
      Matcher host = Pattern.compile("(?:^|//)([a-z]+):(\\d+)").matcher(value);
      while (host.find()) {
        if (!host.group(1).equals("localhost")) {
          named.add(host.group(1));
          assertThat(ports).containsEntry(host.group(1), Integer.valueOf(host.group(2)));
        }
      }
    }
    assertThat(named).containsExactlyInAnyOrder("postgres", "kafka", "redis", "sandbox");
    assertThat(services.keySet()).containsAll(ports.keySet());
    assertThat(text("config/compose/grafana-datasource.yml")).contains("http://prometheus:9090");
    for (String hub : List.of("hub-1", "hub-2")) {
      assertThat(services).containsKey(hub);
      assertThat(text("config/compose/nginx.conf")).contains("server " + hub + ":8080 ");
      assertThat(text("config/compose/prometheus.yml")).contains(hub + ":8081");
    }
  }

  @Test
  void every_service_has_a_check_and_bounds_and_no_secret_in_clear() {
    assertThat(services).hasSize(9);
    services.forEach(
        (name, service) -> {
          assertThat(service).as(name).containsKeys("healthcheck", "deploy", "image", "restart");
          assertThat(service.get("deploy").toString()).as(name).contains("cpus", "memory");
          assertThat(environment(service).keySet())
              .as(name)
              .noneMatch(variable -> variable.matches(".*(PASSWORD|SECRET|TOKEN|_KEY)$"));
        });
  }

  @Test
  void what_a_service_waits_for_exists_and_tells_its_health() {
    services.forEach(
        (name, service) -> {
          Map<String, Map<String, Object>> needs = maps(service, "depends_on");
          assertThat(services.keySet()).as(name).containsAll(needs.keySet());
        });
  }

  @Test
  void what_the_image_is_made_from_exists() {
    Matcher copies = Pattern.compile("(?m)^COPY (?!--)(\\S+) ").matcher(text("Dockerfile"));
    String let = text(".dockerignore");
    List<String> sources = new ArrayList<>();
    while (copies.find()) {
      sources.add(copies.group(1));
    }

    assertThat(sources)
        .containsExactly("pom.xml", "src", "config")
        .allMatch(source -> Files.exists(ROOT.resolve(source)))
        .allMatch(source -> let.contains("!" + source));
    assertThat(text("Dockerfile")).contains("\nUSER hub\n", "eclipse-temurin:25-jre");
  }

  /** What application.yml and the operator's file speak of, without case, dots and dashes. */
  private static Set<String> settings() throws IOException {
    Set<String> known = new HashSet<>();
    Matcher variable =
        Pattern.compile("HUB_[A-Z_]+")
            .matcher(text("src/main/resources/application.yml") + text("config/application.yml"));
    while (variable.find()) {
      known.add(uniform(variable.group()));
    }
    String open =
        Files.readAllLines(ROOT.resolve("config/application.yml")).stream()
            .filter(line -> line.matches("# {0,12}[a-z][\\w.-]*:.*"))
            .map(line -> line.substring(2).replaceFirst(" #.*", ""))
            .collect(Collectors.joining("\n"));
    flatten("", new Yaml().load(open), known);
    return known;
  }

  private static void flatten(String prefix, Object node, Set<String> into) {
    if (node instanceof Map<?, ?> map) {
      map.forEach((key, value) -> flatten(prefix + key + ".", value, into));
    } else {
      into.add(uniform(prefix));
    }
  }

  private static String uniform(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  private static Map<String, String> environment(Map<String, Object> service) {
    if (!(service.get("environment") instanceof Map<?, ?> variables)) {
      return Map.of();
    }
    return variables.entrySet().stream()
        .collect(
            Collectors.toMap(
                entry -> entry.getKey().toString(), entry -> entry.getValue().toString()));
  }

  private static Stream<String> strings(Object list) {
    return list instanceof List<?> items ? items.stream().map(Object::toString) : Stream.empty();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Map<String, Object>> maps(Map<String, Object> of, String key) {
    return (Map<String, Map<String, Object>>) of.getOrDefault(key, Map.of());
  }

  private static Map<String, Object> yaml(String file) {
    return new Yaml().load(text(file));
  }

  private static String text(String file) {
    try (InputStream in = Files.newInputStream(ROOT.resolve(file))) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
