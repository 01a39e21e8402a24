package io.snshub.store;

import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

  @Bean
  Sql sql(JdbcClient jdbc, Environment environment) {
    String url = environment.getProperty("spring.datasource.url", "jdbc:h2:mem:");
    boolean postgres = DatabaseDriver.fromJdbcUrl(url) == DatabaseDriver.POSTGRESQL;
    return new Sql(jdbc, postgres ? Dialect.POSTGRESQL : Dialect.H2);
  }
}
