package io.snshub.simulation;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * The database as one process sees it: gone when the process is dead, and every commit that writes
 * is an effect at which the schedule may strike. All processes share one connection, because only
 * one step runs at a time and a step ends its transaction.
 */
final class ProcessDataSource extends AbstractDataSource {
  private static final Map<String, Boolean> WRITES = new ConcurrentHashMap<>();
  private final Supplier<Process> owner;
  private final Connection seen;

  ProcessDataSource(Connection connection, Supplier<Process> owner) {
    this.owner = owner;
    this.seen =
        (Connection)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Connection.class},
                new Line(connection));
  }

  @Override
  public Connection getConnection() {
    owner.get().requireAlive();
    return seen;
  }

  @Override
  public Connection getConnection(String user, String password) {
    return getConnection();
  }

  private static boolean writes(String sql) {
    return WRITES.computeIfAbsent(sql, ProcessDataSource::find);
  }

  private static boolean find(String sql) {
    String text = sql.replaceAll("--[^\\n]*\\n", "").strip();
    return !text.startsWith("select") || text.contains("final table");
  }

  private final class Line implements InvocationHandler {
    private final Connection connection;
    private boolean wrote;

    Line(Connection connection) {
      this.connection = connection;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] args)
        throws Throwable {
      switch (method.getName()) {
        case "close":
          return null;
        case "commit":
          commit();
          return null;
        case "rollback":
          wrote = false;
          break;
        case "prepareStatement":
          owner.get().requireAlive();
          if (args != null && writes((String) args[0])) {
            if (connection.getAutoCommit()) {
              owner.get().effect("write", false);
            }
            wrote = true;
          }
          break;
        default:
      }
      try {
        return method.invoke(connection, args);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }

    private void commit() throws SQLException {
      boolean counts = wrote;
      wrote = false;
      if (!counts) {
        connection.commit();
        return;
      }
      switch (owner.get().effect("commit", true)) {
        case CRASH_AFTER -> {
          connection.commit();
          owner.get().die();
          throw new Crashed();
        }
        case COMMIT_ANSWER_LOST -> {
          connection.commit();
          throw new SQLException("connection lost in commit", "08007");
        }
        case COMMIT_FAILS -> {
          connection.rollback();
          throw new SQLException("connection lost in commit", "08007");
        }
        default -> connection.commit();
      }
    }
  }
}
