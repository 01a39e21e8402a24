package io.snshub.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.store.Dialect;
import io.snshub.store.Sql;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;

class RefusedStartTest {
  private final RefusedStart start =
      new RefusedStart(
          new MockEnvironment()
              .withProperty("management.server.port", "8081")
              .withProperty("hub.data-dir", "/somewhere/data"));

  private static RuntimeException wrapped(Exception cause) {
    return new RuntimeException("bean 'x' could not be created", cause);
  }

  private @Nullable FailureAnalysis analysis(Exception cause) {
    return start.analyze(wrapped(cause));
  }

  @Test
  void names_the_setting_of_a_port_that_is_taken() {
    BindException bind = new BindException("Address already in use");

    assertThat(analysis(new PortInUseException(8080, bind)).getDescription())
        .isEqualTo("Port 8080 (HUB_PORT) is in use by another process.");
    assertThat(analysis(new PortInUseException(8081, bind)).getAction())
        .contains("HUB_MANAGEMENT_PORT");
  }

  @Test
  void names_the_data_directory_that_another_process_uses() {
    SQLException inUse = new SQLException("Database may be already in use", "90020", 90020);

    assertThat(analysis(inUse).getDescription())
        .isEqualTo(
            "The data directory "
                + Path.of("/somewhere/data").toAbsolutePath()
                + " is in use by another process.");
  }

  @Test
  void repeats_what_the_hub_itself_has_refused() {
    Exception refusal = null;
    try {
      new Sql(JdbcClient.create(new JdbcTemplate()), Dialect.H2).text("nowhere/nothing");
    } catch (IllegalArgumentException e) {
      refusal = e;
    }

    assertThat(analysis(refusal).getDescription()).isEqualTo("no SQL file sql/nowhere/nothing.sql");
  }

  @Test
  void leaves_everything_else_to_others() {
    assertThat(analysis(new IOException("disk full"))).isNull();
    assertThat(analysis(new NullPointerException())).isNull();
  }
}
