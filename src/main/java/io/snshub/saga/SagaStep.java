package io.snshub.saga;

import io.snshub.store.JsonColumn;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One enlistment: what to call to undo or to confirm, with which options.
 *
 * @param key the same for the same doors and options, so that a repeated enlistment is found
 * @param compensation endpoint URI, or null
 * @param completion endpoint URI, or null
 * @param options the headers of that call
 */
record SagaStep(
    String key,
    @Nullable String compensation,
    @Nullable String completion,
    Map<String, String> options) {
  static SagaStep of(
      @Nullable String compensation, @Nullable String completion, Map<String, String> options) {
    Map<String, String> sorted = new TreeMap<>(options);
    String words = compensation + "|" + completion + "|" + sorted;
    String key = UUID.nameUUIDFromBytes(words.getBytes(StandardCharsets.UTF_8)).toString();
    return new SagaStep(key, compensation, completion, sorted);
  }

  static SagaStep of(ResultSet row, int number) throws SQLException {
    Map<String, String> options = new TreeMap<>();
    JsonColumn.readMap(row.getString("options"))
        .forEach((name, value) -> options.put(name, String.valueOf(value)));
    return new SagaStep(
        row.getString("step_key"),
        row.getString("compensation"),
        row.getString("completion"),
        options);
  }

  String optionsJson() {
    return JsonColumn.write(options);
  }

  boolean independent() {
    return Boolean.parseBoolean(options.get(SagaOptions.INDEPENDENT));
  }

  @Nullable String door(boolean compensate) {
    return compensate ? compensation : completion;
  }
}
