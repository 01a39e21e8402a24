package io.snshub.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class PlatformSettingsTest {
  private final ApplicationContextRunner hub =
      new ApplicationContextRunner().withUserConfiguration(PlatformConnections.class);

  @Test
  void come_with_defaults() {
    hub.run(
        context -> {
          assertThat(context.getBean(PlatformSettings.class))
              .isEqualTo(PlatformSettings.defaults());
          assertThat(context.getBean("laneWorkers")).isInstanceOf(ExecutorService.class);
          assertThat(context).hasSingleBean(PlatformHttpBinding.class);
        });
  }

  @Test
  void take_a_lag_by_platform() {
    hub.withPropertyValues("hub.platform.list-lag.twitter=2s")
        .run(
            context -> {
              PlatformSettings settings = context.getBean(PlatformSettings.class);
              assertThat(settings.lagOf("twitter")).isEqualTo(Duration.ofSeconds(2));
              assertThat(settings.lagOf("youtube")).isEqualTo(Duration.ofSeconds(120));
            });
  }

  @Test
  void a_wrong_value_stops_the_start_and_names_the_key() {
    hub.withPropertyValues("hub.platform.call-timeout=0s")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("hub.platform.call-timeout"));
    hub.withPropertyValues("hub.platform.connections=0")
        .run(
            context ->
                assertThat(context).getFailure().rootCause().hasMessageContaining("connections"));
  }
}
