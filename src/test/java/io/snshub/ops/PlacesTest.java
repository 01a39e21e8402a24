package io.snshub.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlacesTest {
  @TempDir Path directory;

  private static Places places(@Nullable String sandbox, @Nullable Path keyFile) {
    return new Places(
        "http://localhost:18080",
        "http://localhost:18081",
        sandbox,
        Path.of("/data/inbox"),
        keyFile);
  }

  /** What a shell makes of a command: the arguments that curl would get. */
  private List<String> arguments(String command) throws Exception {
    Process shell =
        new ProcessBuilder("sh", "-c", "curl() { printf '%s\\n' \"$@\"; }\n" + command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).as(output).isZero();
    return output.lines().toList();
  }

  @Test
  void the_command_survives_a_shell_and_a_strange_directory() throws Exception {
    Path key = Files.createDirectories(directory.resolve("it's a dir")).resolve("bootstrap-key");
    Files.writeString(key, "snsk-secret\n");

    List<String> arguments =
        arguments(places("http://127.0.0.1:18090", key.toAbsolutePath()).command());

    assertThat(arguments).contains("http://localhost:18080/api/sns/posts");
    assertThat(arguments).contains("Authorization: Bearer snsk-secret");
    JsonNode post = JsonMapper.builder().build().readTree(arguments.get(arguments.size() - 1));
    assertThat(post.path("content").asText()).matches("Hello from sns-hub at \\d\\d:\\d\\d:\\d\\d");
    assertThat(post.path("platforms")).hasSize(3);
  }

  @Test
  void names_the_key_s_file_but_never_the_key() throws Exception {
    Path key = directory.resolve("bootstrap-key");
    Files.writeString(key, "snsk-secret\n");

    assertThat(places("http://127.0.0.1:18090", key).text())
        .contains(
            key.toString(), "http://127.0.0.1:18090", "http://localhost:18081/actuator/hawtio")
        .doesNotContain("snsk-secret");
  }

  @Test
  void proposes_no_post_to_real_platforms() {
    assertThat(places(null, null).text())
        .doesNotContain("Sandbox", "POST")
        .contains("$HUB_BOOTSTRAP_KEY");
  }
}
