package io.snshub.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.sandbox.telegram.TelegramSandbox;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.SmartLifecycle;

class SandboxBeansTest {
  private final ApplicationContextRunner hub =
      new ApplicationContextRunner()
          .withUserConfiguration(SandboxInHub.class, TelegramSandbox.class)
          .withPropertyValues("hub.sandbox.port=0");

  @Test
  void the_hub_runs_a_sandbox_when_it_is_switched_on() {
    hub.withPropertyValues("hub.sandbox.enabled=true")
        .run(
            context -> {
              Sandbox sandbox = context.getBean(Sandbox.class);
              assertThat(status(sandbox, "/telegram/bot1:sandbox/getMe")).isEqualTo(200);
              assertThat(context.getBean(SmartLifecycle.class).getPhase()).isNegative();

              context.close();
              assertThat(sandbox.isRunning()).isFalse();
            });
  }

  @Test
  void the_hub_has_none_when_it_is_switched_off() {
    hub.run(context -> assertThat(context).doesNotHaveBean(Sandbox.class));
  }

  @Test
  void a_port_that_is_none_stops_the_start() {
    hub.withPropertyValues("hub.sandbox.enabled=true", "hub.sandbox.port=70000")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .rootCause()
                    .hasMessageContaining("hub.sandbox.port: 70000"));
  }

  @Test
  void the_process_of_its_own_finds_every_platform() {
    new ApplicationContextRunner()
        .withUserConfiguration(SandboxApplication.class)
        .withPropertyValues("hub.sandbox.port=0")
        .run(
            context -> {
              assertThat(context.getBeansOfType(PlatformSandbox.class).values())
                  .extracting(PlatformSandbox::prefix)
                  .contains("twitter", "instagram", "youtube", "telegram");
              assertThat(context.getBean(Sandbox.class).isRunning()).isFalse();
            });
  }

  private static int status(Sandbox sandbox, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path)).build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
