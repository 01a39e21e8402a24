package io.snshub.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** No log while thousands of schedules go wrong on purpose. */
final class Quiet {
  private static final List<String> LOUD = List.of(org.slf4j.Logger.ROOT_LOGGER_NAME, "io.snshub");
  private final Map<String, @Nullable Level> before = new LinkedHashMap<>();

  void begin() {
    for (String name : LOUD) {
      Logger logger = (Logger) LoggerFactory.getLogger(name);
      before.put(name, logger.getLevel());
      logger.setLevel(Level.OFF);
    }
  }

  void end() {
    before.forEach((name, level) -> ((Logger) LoggerFactory.getLogger(name)).setLevel(level));
  }
}
