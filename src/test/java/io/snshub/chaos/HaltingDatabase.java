package io.snshub.chaos;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A database with a point before and one after each commit that changes something. A statement that
 * commits by itself is run in a transaction of its own, so that one that changes nothing (a look
 * into an empty queue) has no points. Leases are renewed all the time and count for nothing.
 */
final class HaltingDatabase extends DelegatingDataSource {
  private static final Pattern WRITE =
      Pattern.compile("\\b(insert into|update|delete from|merge into)\\s+([a-z_]+)");
  private static final Pattern FIRST_POST = Pattern.compile("insert into post\\s");
  private static final Pattern LEASE =
      Pattern.compile("update relay_part|update saga\\s+set lease_until");

  private final Points points;

  HaltingDatabase(DataSource database, Points points) {
    super(database);
    this.points = points;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = super.getConnection();
    return proxy(Connection.class, new Session(connection));
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static Object call(Object target, Method method, Object @Nullable [] args)
      throws Throwable {
    try {
      return method.invoke(target, args);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  /** One connection and what it has changed since its last commit. */
  private final class Session implements InvocationHandler {
    private final Connection connection;
    private final Set<String> changed = new TreeSet<>();

    Session(Connection connection) {
      this.connection = connection;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object @Nullable [] args) throws Throwable {
      switch (method.getName()) {
        case "prepareStatement" -> {
          PreparedStatement statement = (PreparedStatement) call(connection, method, args);
          String sql = String.valueOf(args == null ? "" : args[0]).toLowerCase(Locale.ROOT);
          if (FIRST_POST.matcher(sql).find()) {
            points.begin();
          }
          Matcher write = WRITE.matcher(sql);
          return write.find() && !LEASE.matcher(sql).find()
              ? HaltingDatabase.proxy(
                  PreparedStatement.class, new Writing(this, statement, write.group(2)))
              : statement;
        }
        case "commit" -> {
          commit();
          return null;
        }
        case "rollback" -> changed.clear();
        default -> {}
      }
      return call(connection, method, args);
    }

    void commit() throws SQLException {
      String name = "commit " + String.join(",", changed);
      boolean effect = !changed.isEmpty();
      changed.clear();
      if (effect) {
        points.reach("before " + name);
      }
      connection.commit();
      if (effect) {
        points.reach("after " + name);
      }
    }
  }

  /** A statement that may change a table. */
  private record Writing(Session session, PreparedStatement statement, String table)
      implements InvocationHandler {
    @Override
    public Object invoke(Object proxy, Method method, Object @Nullable [] args) throws Throwable {
      if (!method.getName().startsWith("execute")) {
        return call(statement, method, args);
      }
      boolean alone = session.connection.getAutoCommit();
      if (!alone) {
        return noted(method, args);
      }
      session.connection.setAutoCommit(false);
      try {
        Object result = noted(method, args);
        session.commit();
        return result;
      } catch (SQLException e) {
        session.connection.rollback();
        throw e;
      } finally {
        session.connection.setAutoCommit(true);
      }
    }

    private Object noted(Method method, Object @Nullable [] args) throws Throwable {
      Object result = call(statement, method, args);
      if (changes(result)) {
        session.changed.add(table);
      }
      return result;
    }

    private boolean changes(Object result) throws SQLException {
      if (result instanceof ResultSet rows) {
        return rows.isBeforeFirst();
      } else if (result instanceof Integer count) {
        return count > 0;
      }
      return statement.getUpdateCount() > 0;
    }
  }
}
