package io.snshub.chaos;

import io.snshub.SnsHubApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/** Lets one hub publish one post and keeps the classes it needed, so that later ones start fast. */
final class Archive {
  private Archive() {}

  static synchronized void make() throws IOException, InterruptedException {
    if (Files.exists(Jvm.shared().archive())) {
      return;
    }
    Path folder = Jvm.FOLDER.resolve("first").toAbsolutePath();
    FileSystemUtils.deleteRecursively(folder);
    Files.createDirectories(folder);
    try (SandboxChild sandbox = new SandboxChild(folder);
        HubChild hub = new HubChild("hub", folder, sandbox.url(), Map.of(), HubChild.SHORT_TIMES)) {
      hub.start(SnsHubApplication.class.getName(), Jvm.shared().recording());
      if (!hub.awaitReady()) {
        throw new IllegalStateException("the hub does not start, see " + folder);
      }
      hub.api()
          .post(
              "/api/sns/posts",
              Map.of(
                  "content",
                  "first words",
                  "platforms",
                  PlannedPost.ALL,
                  "media_urls",
                  List.of("https://cdn.example.com/clip.mp4?bytes=5000")));
      for (int i = 0;
          i < 100 && !EvidenceReader.posts(hub.api()).stream().allMatch(EndRules::ended);
          i++) {
        TimeUnit.MILLISECONDS.sleep(100);
      }
      hub.stop();
    }
  }
}
