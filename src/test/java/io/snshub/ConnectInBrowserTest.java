package io.snshub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.snshub.platform.PlatformCatalog;
import io.snshub.platform.PlatformProfile;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** The same way as in {@link ConnectTest}, in a real browser; only where there is one. */
@HubTest
class ConnectInBrowserTest {
  /** As a browser writes a page's elements. */
  private static final Pattern ALLOW = Pattern.compile("id=\"allow\" href=\"([^\"]+)\"");

  private static final Path SHOTS = Path.of("target/screenshots");

  @Autowired private Environment environment;
  @Autowired private PlatformCatalog catalog;
  @TempDir private Path folder;
  private HubClient hub;
  private String browser;

  @BeforeEach
  void find() {
    browser =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .flatMap(
                place ->
                    Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(place, name)))
            .filter(Files::isExecutable)
            .map(Path::toString)
            .findFirst()
            .orElse(null);
    assumeTrue(browser != null, "no Chromium here");
    hub = HubClient.of(environment);
  }

  @Test
  void a_person_allows_the_hub_to_post_and_sees_that_it_worked() throws Exception {
    PlatformProfile platform = catalog.find("twitter").orElseThrow();
    long user = hub.post("/api/sns/users", Map.of("name", "person")).number("user_id");
    HubClient person = hub.as(hub.post("/api/sns/keys", Map.of("user_id", user)).text("key"));
    String page = person.get("/api/sns/oauth/twitter/authorize").text("authorize_url");

    String asked = run("--dump-dom", page);
    assumeTrue(asked.contains("<html"), "the browser doesn't start here");
    Path shot = SHOTS.resolve("connected.png");
    Files.createDirectories(SHOTS);
    Files.deleteIfExists(shot);
    // a state is good once: the page that follows is either read or pictured
    run("--screenshot=" + shot.toAbsolutePath(), AllowPage.link(ALLOW, asked));

    assertThat(asked).contains("Allow the app to post");
    assertThat(shot).isNotEmptyFile();
    assertThat(person.get("/api/sns/accounts?platform=twitter").number("total")).isEqualTo(1);
    String text = HubClient.text("from a browser");
    person.awaitStatus(person.publish(text, List.of(platform.name())), "published");
  }

  /** Opens an address and returns what the browser writes. */
  private String run(String what, String address) throws IOException, InterruptedException {
    Path written = folder.resolve("written");
    Process run =
        new ProcessBuilder(
                browser,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + folder.resolve("profile"),
                "--window-size=900,700",
                what,
                address)
            .redirectOutput(written.toFile())
            .redirectError(folder.resolve("browser.log").toFile())
            .start();
    if (!run.waitFor(30, TimeUnit.SECONDS)) {
      run.destroyForcibly().waitFor();
      return "";
    }
    return Files.readString(written, StandardCharsets.UTF_8);
  }
}
