package io.snshub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hub that is killed in the middle of an upload. */
class UploadCrashTest {
  private static final String MEDIA = "/api/sns/media";

  @TempDir private Path folder;
  private HubProcess hub;

  @AfterEach
  void end() throws InterruptedException {
    hub.kill();
  }

  @Test
  void a_killed_upload_leaves_nothing_and_what_was_accepted_stays() throws Exception {
    Path data = folder.resolve("data");
    hub = new HubProcess(data);
    hub.start();
    hub.awaitReady();
    HubClient.Reply accepted =
        hub.client()
            .post(MEDIA, Map.of("url", TestEnvironment.sandboxUrl() + "/_sandbox/media/a.jpg"));
    assertThat(accepted.status()).isEqualTo(201);
    URI address = URI.create(accepted.text("url"));

    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      sendHalf(socket.getOutputStream());
      await("a part of the upload is on the disk")
          .until(() -> !files(data.resolve("media/incoming")).isEmpty());
      hub.kill();
    }
    Files.writeString(data.resolve("media/store/half.part"), "of an upload that was being moved");
    hub.start();
    hub.awaitReady();

    await("what is left is swept")
        .atMost(Duration.ofSeconds(30))
        .until(() -> files(data.resolve("media/incoming")).isEmpty());
    await("the store holds whole files only")
        .atMost(Duration.ofSeconds(30))
        .until(() -> files(data.resolve("media/store")).size() == 1);
    assertThat(hub.client().get(MEDIA).number("total")).isEqualTo(1);
    assertThat(
            HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofByteArray())
                .body())
        .hasSize((int) accepted.number("bytes"));
  }

  private static void sendHalf(OutputStream out) throws IOException {
    String head =
        "POST "
            + MEDIA
            + " HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer "
            + TestEnvironment.KEY
            + "\r\nContent-Type: multipart/form-data; boundary=xx\r\nContent-Length: 9000000\r\n\r\n"
            + "--xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.mp4\"\r\n\r\n";
    out.write(head.getBytes());
    out.write(new byte[1_000_000]);
    out.flush();
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }
}
