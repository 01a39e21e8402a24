package io.snshub.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class ReadSettingsTest {
  private static final Duration LAG = Duration.ofMillis(250);

  private static ReadSettings replica(String url) {
    return new ReadSettings(url, "", "", 10, LAG);
  }

  @Test
  void the_variables_are_understood() {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .addFirst(
            new SystemEnvironmentPropertySource(
                "given-systemEnvironment",
                Map.of(
                    "HUB_DATABASE_READ_URL", "jdbc:postgresql://there/hub",
                    "HUB_DATABASE_READ_USERNAME", "reader",
                    "HUB_DATABASE_READ_PASSWORD", "its-password")));

    ReadSettings settings =
        new Binder(ConfigurationPropertySources.get(environment))
            .bindOrCreate("hub.database.read", ReadSettings.class);

    assertThat(settings.url()).isEqualTo("jdbc:postgresql://there/hub");
    assertThat(settings.username()).isEqualTo("reader");
    assertThat(settings.password()).isEqualTo("its-password");
    assertThat(settings.maxLag()).isEqualTo(LAG);
    assertThat(settings.toString()).doesNotContain("its-password");
  }

  @Test
  void an_address_that_is_no_replicas_is_refused_and_named() {
    assertThatThrownBy(() -> replica("jdbc:postgresql://there/hub").check(Dialect.H2))
        .hasMessageContaining("HUB_DATABASE_READ_URL")
        .hasMessageContaining("H2");
    for (String url : new String[] {"there", "jdbc:h2:mem:x", "jdbc:postgresql://a:b:c/hub"}) {
      assertThatThrownBy(() -> replica(url).check(Dialect.POSTGRESQL))
          .as(url)
          .hasMessageContaining("HUB_DATABASE_READ_URL");
    }
    assertThatCode(() -> replica("jdbc:postgresql://there/hub").check(Dialect.POSTGRESQL))
        .doesNotThrowAnyException();
    assertThatCode(() -> replica(" ").check(Dialect.H2)).doesNotThrowAnyException();
  }

  @Test
  void a_lag_that_would_break_a_promise_is_refused_and_named() {
    for (Duration lag : new Duration[] {Duration.ZERO, LAG.negated(), Duration.ofMillis(501)}) {
      assertThatThrownBy(() -> new ReadSettings("", "", "", 10, lag))
          .as(lag.toString())
          .hasMessageContaining("hub.database.read.max-lag");
    }
  }

  @Test
  void a_user_without_an_address_is_refused_and_named() {
    assertThatThrownBy(() -> new ReadSettings("", "reader", "", 10, LAG))
        .hasMessageContaining("HUB_DATABASE_READ_USERNAME");
  }
}
