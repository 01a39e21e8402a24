package io.snshub;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.snshub.store.Dialect;
import io.snshub.store.SharedCommits;
import io.snshub.store.Sql;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.AnnotationTransactionAttributeSource;
import org.springframework.transaction.interceptor.TransactionInterceptor;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * An empty, migrated database of its own for a test class, as production opens it: an H2 file with
 * the hub's own URL, or a database of the one PostgreSQL server this JVM starts.
 */
public final class TestDatabase implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final String TEMPLATE = "hub_template";

  private final HikariDataSource pool;
  private final Dialect dialect;
  private final DataSourceTransactionManager manager;

  private TestDatabase(String url, String user, Dialect dialect) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword("");
    config.setMaximumPoolSize(20);
    config.setMinimumIdle(1);
    this.pool = new HikariDataSource(config);
    this.dialect = dialect;
    this.manager = new DataSourceTransactionManager(pool);
  }

  public static TestDatabase open(Dialect dialect) {
    if (dialect == Dialect.POSTGRESQL) {
      return new TestDatabase(postgresUrl(), "postgres", dialect);
    }
    TestDatabase database = new TestDatabase(h2Url(temporary()), "sa", dialect);
    Flyway.configure().dataSource(database.pool).load().migrate();
    return database;
  }

  /**
   * The same without a file: for tests that need many empty databases rather than a durable one.
   */
  public static TestDatabase inMemory() {
    String url = h2Url(Path.of("nowhere"));
    String memory = "jdbc:h2:mem:test_" + NUMBER.incrementAndGet();
    String options = url.substring(url.indexOf(';'));
    TestDatabase database =
        new TestDatabase(memory + options + ";QUERY_CACHE_SIZE=512", "sa", Dialect.H2);
    Flyway.configure().dataSource(database.pool).load().migrate();
    return database;
  }

  /** Returns the URL of a new, migrated PostgreSQL database; its user is postgres. */
  static String postgresUrl() {
    String name = "hub_" + NUMBER.incrementAndGet();
    Server.run("create database " + name + " template " + TEMPLATE);
    return Server.RUNNING.getJdbcUrl("postgres", name);
  }

  /** Returns a new directory among the build's own files. */
  static Path temporary() {
    try {
      Path all = Files.createDirectories(Path.of("target", "test-data"));
      return Files.createTempDirectory(all, "hub");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The hub itself says how H2 is opened. */
  private static String h2Url(Path dataDir) {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                "test", Map.of("hub.data-dir", dataDir.toString(), "HUB_DATABASE_URL", "")));
    new ModeDefaults().postProcessEnvironment(environment, new SpringApplication());
    return environment.getRequiredProperty("spring.datasource.url");
  }

  /** One server for all; started by whoever needs it first, stopped with the JVM. */
  private static final class Server {
    static final EmbeddedPostgres RUNNING = start();

    private static EmbeddedPostgres start() {
      try {
        EmbeddedPostgres server =
            EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setServerConfig("max_connections", "300")
                .start();
        try (Connection connection = server.getPostgresDatabase().getConnection();
            Statement statement = connection.createStatement()) {
          statement.execute("create database " + TEMPLATE);
        }
        Flyway.configure()
            .dataSource(server.getJdbcUrl("postgres", TEMPLATE), "postgres", "")
            .load()
            .migrate();
        return server;
      } catch (IOException | SQLException e) {
        throw new IllegalStateException("no PostgreSQL for the tests", e);
      }
    }

    static void run(String sql) {
      synchronized (Server.class) {
        try (Connection connection = RUNNING.getPostgresDatabase().getConnection();
            Statement statement = connection.createStatement()) {
          statement.execute(sql);
        } catch (SQLException e) {
          throw new IllegalStateException(sql, e);
        }
      }
    }
  }

  public DataSource dataSource() {
    return pool;
  }

  public Dialect dialect() {
    return dialect;
  }

  public JdbcClient jdbc() {
    return JdbcClient.create(pool);
  }

  public Sql sql() {
    return new Sql(new JdbcTemplate(pool), dialect);
  }

  public TransactionTemplate transaction() {
    return new TransactionTemplate(manager);
  }

  public SharedCommits shared() {
    return new SharedCommits(manager, dialect, 2, new SimpleMeterRegistry());
  }

  /** Returns the bean with its transactions at work, as Spring would make it. */
  public <T> T transactional(T bean) {
    return transactional(bean, manager);
  }

  /** The same on another transaction manager. */
  @SuppressWarnings("unchecked")
  public static <T> T transactional(T bean, PlatformTransactionManager manager) {
    ProxyFactory factory = new ProxyFactory(bean);
    factory.setProxyTargetClass(true);
    TransactionInterceptor interceptor = new TransactionInterceptor();
    interceptor.setTransactionManager(manager);
    interceptor.setTransactionAttributeSource(new AnnotationTransactionAttributeSource(false));
    factory.addAdvice(interceptor);
    return (T) factory.getProxy(bean.getClass().getClassLoader());
  }

  @Override
  public void close() {
    pool.close();
  }
}
