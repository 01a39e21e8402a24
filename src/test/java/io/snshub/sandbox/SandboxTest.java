package io.snshub.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class SandboxTest {
  @Test
  void two_of_them_each_find_a_free_port_for_all_their_loops()
      throws IOException, InterruptedException {
    Sandbox one = new Sandbox(SandboxSettings.onFreePort(), List.of(), Clock.systemUTC());
    Sandbox other = new Sandbox(SandboxSettings.onFreePort(), List.of(), Clock.systemUTC());
    try {
      one.start();
      other.start();

      assertThat(one.port()).isPositive().isNotEqualTo(other.port());
      assertThat(status(one)).isEqualTo(200);
      assertThat(status(other)).isEqualTo(200);
    } finally {
      one.stop();
      other.stop();
    }
  }

  private static int status(Sandbox sandbox) throws IOException, InterruptedException {
    URI ledger = URI.create(sandbox.baseUrl() + "/_sandbox/ledger");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(ledger).build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
