package io.snshub.chaos;

import io.snshub.SnsHubApplication;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.apache.camel.component.vertx.http.VertxHttpBinding;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringApplication;

/**
 * The hub as it is, but for the last step to the outside: every commit to the database and every
 * call that changes something on a platform goes through {@link Points}, which may end the process
 * right there.
 */
final class HaltingHub {
  /** System property: the number of the point to halt at, or 0. */
  static final String HALT_AT = "chaos.halt-at";

  /** System property: the file to list the points in. */
  static final String POINTS = "chaos.points-file";

  private HaltingHub() {}

  /** Runs until it halts or is killed. */
  public static void main(String[] args) {
    Points points =
        new Points(Long.getLong(HALT_AT, 0), Path.of(System.getProperty(POINTS, "points.txt")));
    SpringApplication application = new SpringApplication(SnsHubApplication.class);
    application.addInitializers(
        context -> context.getBeanFactory().addBeanPostProcessor(new Wrapping(points)));
    application.run(args);
  }

  private record Wrapping(Points points) implements BeanPostProcessor {
    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
      if (bean instanceof DataSource database) {
        return new HaltingDatabase(database, points);
      }
      return bean instanceof VertxHttpBinding binding ? new HaltingBinding(binding, points) : bean;
    }
  }
}
