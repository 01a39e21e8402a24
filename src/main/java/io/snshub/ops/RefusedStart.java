package io.snshub.ops;

import io.snshub.sandbox.SandboxStartException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Failed starts in plain words: a port that is taken, a data directory that another process uses,
 * and whatever the hub itself has refused. Everything else is left to Spring Boot.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RefusedStart implements FailureAnalyzer {
  private static final String OURS = "io.snshub.";
  private static final int H2_IN_USE = 90020;

  private final @Nullable Environment environment;

  RefusedStart(@Nullable Environment environment) {
    this.environment = environment;
  }

  @Override
  public @Nullable FailureAnalysis analyze(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof PortInUseException taken) {
        return port(taken);
      }
      if (cause instanceof SQLException sql && sql.getErrorCode() == H2_IN_USE) {
        return dataDirectory(sql);
      }
      if (cause instanceof SandboxStartException) {
        return new FailureAnalysis(cause.getMessage(), null, cause);
      }
      if (cause.getCause() == null && refusedByTheHub(cause)) {
        return new FailureAnalysis(cause.getMessage(), null, cause);
      }
    }
    return null;
  }

  private FailureAnalysis port(PortInUseException taken) {
    String setting =
        String.valueOf(taken.getPort()).equals(setting("management.server.port", ""))
            ? "HUB_MANAGEMENT_PORT"
            : "HUB_PORT";
    return new FailureAnalysis(
        "Port " + taken.getPort() + " (" + setting + ") is in use by another process.",
        "Stop that process, or set " + setting + " to a free port.",
        taken);
  }

  private FailureAnalysis dataDirectory(Throwable cause) {
    String directory =
        Path.of(setting("hub.data-dir", "./data")).toAbsolutePath().normalize().toString();
    return new FailureAnalysis(
        "The data directory " + directory + " is in use by another process.",
        "Stop that process, or set HUB_DATA_DIR to another directory.",
        cause);
  }

  /** Thrown on purpose, in the hub's own code, while it started. */
  private static boolean refusedByTheHub(Throwable cause) {
    StackTraceElement[] trace = cause.getStackTrace();
    return (cause instanceof IllegalStateException || cause instanceof IllegalArgumentException)
        && cause.getMessage() != null
        && trace.length > 0
        && trace[0].getClassName().startsWith(OURS);
  }

  private String setting(String name, String otherwise) {
    return environment == null ? otherwise : environment.getProperty(name, otherwise);
  }
}
