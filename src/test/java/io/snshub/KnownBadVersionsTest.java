package io.snshub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No library on the class path is of a version that the list in {@code config} calls bad. */
class KnownBadVersionsTest {
  private static final Pattern JAR =
      Pattern.compile(".*/repository/(.+)/([^/]+)/([^/]+)/[^/]+\\.jar!.*");

  private record Bad(String library, String from, String fixed, String hole) {
    boolean covers(String version) {
      return (from.equals("-") || compare(version, from) >= 0) && compare(version, fixed) < 0;
    }
  }

  private static List<Bad> list() throws IOException {
    return Files.readAllLines(Path.of("config/known-bad-versions.txt")).stream()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .map(line -> line.split("\\s+"))
        .map(words -> new Bad(words[0], words[1], words[2], words[3]))
        .toList();
  }

  /** Every jar of a Maven repository that this test runs with, the hub's own and the tests'. */
  private static Map<String, String> libraries() throws IOException {
    Map<String, String> found = new LinkedHashMap<>();
    ClassLoader loader = KnownBadVersionsTest.class.getClassLoader();
    for (URL manifest : Collections.list(loader.getResources("META-INF/MANIFEST.MF"))) {
      Matcher jar = JAR.matcher(manifest.toString());
      if (jar.matches()) {
        found.put(jar.group(1).replace('/', '.') + ":" + jar.group(2), jar.group(3));
      }
    }
    return found;
  }

  /** Number by number; what is no number says nothing. */
  private static int compare(String one, String other) {
    String[] left = one.replaceAll("[^0-9.].*", "").split("\\.");
    String[] right = other.replaceAll("[^0-9.].*", "").split("\\.");
    for (int i = 0; i < Math.max(left.length, right.length); i++) {
      int difference = Long.compare(number(left, i), number(right, i));
      if (difference != 0) {
        return difference;
      }
    }
    return 0;
  }

  private static long number(String[] parts, int at) {
    return at < parts.length && !parts[at].isEmpty() ? Long.parseLong(parts[at]) : 0;
  }

  @Test
  void no_library_is_known_to_be_bad() throws IOException {
    Map<String, String> libraries = libraries();

    assertThat(libraries)
        .hasSizeGreaterThan(100)
        .containsKeys("com.h2database:h2", "org.apache.tomcat.embed:tomcat-embed-core");
    assertThat(list())
        .hasSizeGreaterThan(25)
        .filteredOn(
            bad -> libraries.containsKey(bad.library()) && bad.covers(libraries.get(bad.library())))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "-, 2.17.1, 2.14.1, true",
    "-, 2.17.1, 2.17.1, false",
    "-, 2.17.1, 2.100.0, false",
    "-, 2.13.4.2, 2.13.4, true",
    "4.1.91.Final, 4.1.118.Final, 4.1.90.Final, false",
    "4.1.91.Final, 4.1.118.Final, 4.1.117.Final, true",
    "9.38, 10.0.2, 9.41.2, true"
  })
  void knows_which_versions_are_meant(String from, String fixed, String version, boolean bad) {
    assertThat(new Bad("x:y", from, fixed, "").covers(version)).isEqualTo(bad);
  }
}
