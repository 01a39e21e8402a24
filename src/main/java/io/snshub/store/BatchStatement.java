package io.snshub.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.SqlTypeValue;
import org.springframework.jdbc.core.StatementCreatorUtils;

/** An insert with named parameters, made ready once for any number of rows. */
final class BatchStatement {
  /** Not the second colon of a cast. */
  private static final Pattern PARAMETER = Pattern.compile("(?<!:):([a-zA-Z_]\\w*)");

  private static final Pattern COMMENT = Pattern.compile("--[^\\n]*\\n");

  private final String text;
  private final List<String> parameters = new ArrayList<>();

  BatchStatement(String named) {
    Matcher found = PARAMETER.matcher(plain(named));
    this.text =
        found
            .replaceAll(
                one -> {
                  parameters.add(one.group(1));
                  return "?";
                })
            .strip();
  }

  /** Returns a statement without its comments. */
  static String plain(String text) {
    return COMMENT.matcher(text).replaceAll("");
  }

  void write(JdbcOperations jdbc, List<Map<String, @Nullable Object>> rows) {
    if (rows.size() == 1) {
      jdbc.update(text, statement -> set(statement, rows.get(0)));
      return;
    }
    jdbc.batchUpdate(
        text,
        new BatchPreparedStatementSetter() {
          @Override
          public void setValues(PreparedStatement statement, int i) throws SQLException {
            set(statement, rows.get(i));
          }

          @Override
          public int getBatchSize() {
            return rows.size();
          }
        });
  }

  private void set(PreparedStatement statement, Map<String, @Nullable Object> row)
      throws SQLException {
    for (int i = 0; i < parameters.size(); i++) {
      String name = parameters.get(i);
      Object value = row.get(name);
      if (value == null && !row.containsKey(name)) {
        throw new IllegalArgumentException("no value for :" + name);
      }
      StatementCreatorUtils.setParameterValue(statement, i + 1, SqlTypeValue.TYPE_UNKNOWN, value);
    }
  }
}
