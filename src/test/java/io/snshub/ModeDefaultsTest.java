package io.snshub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class ModeDefaultsTest {
  private static final String ROUTES = "camel.main.routes-include-pattern";

  private static final String WRITERS = "spring.datasource.hikari.maximum-pool-size";
  private static final String READERS = "hub.database.read.connections";

  @TempDir private Path folder;

  private StandardEnvironment with(Map<String, Object> settings) {
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("given", settings));
    new ModeDefaults().postProcessEnvironment(environment, new SpringApplication());
    return environment;
  }

  @Test
  void a_folder_of_routes_is_read_only_when_there_is_one() {
    assertThat(with(Map.of("hub.routes-dir", folder.toString())).getProperty(ROUTES))
        .isEqualTo("file:" + folder + "/*.camel.yaml");
    assertThat(with(Map.of("hub.routes-dir", folder + "/none")).getProperty(ROUTES)).isNull();
  }

  @Test
  void the_embedded_database_lies_in_the_data_directory_and_syncs_every_commit() {
    assertThat(with(Map.of("hub.data-dir", folder.toString())).getProperty("spring.datasource.url"))
        .startsWith("jdbc:h2:file:" + folder + "/hub;")
        .contains(";WRITE_DELAY=0;");
  }

  @Test
  void a_sandbox_elsewhere_is_used_instead_of_an_own_one() {
    StandardEnvironment elsewhere =
        with(Map.of("hub.platform-mode", "sandbox", "HUB_SANDBOX_URL", "http://127.0.0.1:1"));

    assertThat(elsewhere.getProperty("hub.sandbox.enabled")).isEqualTo("false");
    assertThat(elsewhere.getProperty("hub.platform.default-list-lag")).isEqualTo("0s");
    assertThat(elsewhere.getProperty("hub.telegram.base-url"))
        .isEqualTo("http://127.0.0.1:1/telegram");
  }

  @Test
  void nothing_points_at_the_sandbox_in_live_mode() {
    StandardEnvironment live = with(Map.of("hub.platform-mode", "live"));

    assertThat(live.getProperty("hub.sandbox.enabled")).isEqualTo("false");
    assertThat(live.getProperty("hub.telegram.bot-token")).isNull();
  }

  @Test
  void the_profile_cluster_names_everything_it_lacks() {
    StandardEnvironment cluster = new StandardEnvironment();
    cluster.setActiveProfiles("cluster");
    cluster
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                "given", Map.of("HUB_DATABASE_URL", "jdbc:h2:mem:x", "hub.encryption-key", "k")));

    assertThatThrownBy(
            () -> new ModeDefaults().postProcessEnvironment(cluster, new SpringApplication()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("HUB_DATABASE_URL")
        .hasMessageContaining("HUB_KAFKA_BROKERS")
        .hasMessageNotContaining("HUB_ENCRYPTION_KEY");
  }

  @Test
  void twenty_requests_share_a_connection() {
    StandardEnvironment few =
        with(Map.of("server.tomcat.threads.max", "100", "hub.platform.worker-threads", "4"));
    StandardEnvironment many =
        with(Map.of("server.tomcat.threads.max", "800", "hub.platform.worker-threads", "32"));

    assertThat(few.getProperty(WRITERS)).isEqualTo("11");
    assertThat(few.getProperty(READERS)).isEqualTo("5");
    assertThat(many.getProperty(WRITERS)).isEqualTo("40");
    assertThat(many.getProperty(READERS)).isEqualTo("40");
    assertThat(with(Map.of(WRITERS, "7")).getProperty(WRITERS)).isEqualTo("7");
  }
}
