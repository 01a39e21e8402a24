package io.snshub.store;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;

@Configuration(proxyBeanMethods = false)
class StoreConfiguration {
  /** While one waits for its commit, another can work. */
  private static final int LEADERS = 2;

  @Bean
  static BeanFactoryPostProcessor dataDirectory(Environment environment) {
    return new DataDirectory(environment);
  }

  /** Takes the place of Spring Boot's, and with it times every statement of {@link Sql}. */
  @Bean
  JdbcTemplate jdbcTemplate(DataSource dataSource, MeterRegistry meters) {
    return new TimedJdbcTemplate(dataSource, meters);
  }

  /** Takes the place of Spring Boot's. */
  @Bean
  HubTransactions transactionManager(DataSource dataSource) {
    return new HubTransactions(dataSource);
  }

  @Bean
  SharedCommits sharedCommits(HubTransactions transactions, Dialect dialect, MeterRegistry meters) {
    return new SharedCommits(transactions, dialect, LEADERS, meters);
  }

  @Bean
  Dialect dialect(DataSource dataSource) {
    return Dialect.of(dataSource);
  }

  @Bean
  Sql sql(JdbcTemplate jdbc, Dialect dialect) {
    return new Sql(jdbc, dialect);
  }

  @Bean
  ReadPools readPools(DataSource dataSource, Sql sql, ReadSettings settings, MeterRegistry meters)
      throws SQLException {
    return new ReadPools(dataSource.unwrap(HikariDataSource.class), sql, settings, meters);
  }

  @Bean
  ReadSql readSql(ReadPools pools) {
    return pools.sql();
  }

  @Bean
  MeterBinder poolSize(DataSource dataSource, ReadPools pools) throws SQLException {
    HikariDataSource writing = dataSource.unwrap(HikariDataSource.class);
    return meters ->
        Gauge.builder("sns.db.pool.size", () -> ReadPools.open(writing) + pools.open())
            .description("Open database connections, of all pools")
            .register(meters);
  }

  @Bean
  FreeSpace freeSpace(Environment environment, StoreSettings settings) {
    Path data = Path.of(environment.getProperty("hub.data-dir", "./data")).toAbsolutePath();
    return new FreeSpace(data, settings.minFreeSpace().toBytes());
  }

  @Bean
  Node node(Dialect dialect) {
    return Node.starting(dialect);
  }

  @Bean
  Jitter jitter() {
    return new Jitter(() -> ThreadLocalRandom.current().nextLong());
  }

  @Bean
  RedisLink redisLink(RedisSettings settings, Jitter jitter) {
    return new RedisLink(settings, jitter);
  }

  @Bean
  Clock clock() {
    return new MicrosecondClock();
  }

  @Bean
  ClockJumps clockJumps(Clock clock) {
    return new ClockJumps(clock, System::nanoTime);
  }
}
