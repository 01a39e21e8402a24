package io.snshub.bench;

import io.snshub.SnsHubApplication;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.SpringApplication;
import org.springframework.context.Lifecycle;

/**
 * The hub without the threads of its bus, so that the rows of an accepted post stay as the accept
 * wrote them.
 */
public final class StillHub {
  private StillHub() {}

  public static void main(String[] args) {
    SpringApplication hub = new SpringApplication(SnsHubApplication.class);
    hub.addInitializers(context -> context.addBeanFactoryPostProcessor(StillHub::still));
    hub.run(args);
  }

  private static void still(ConfigurableListableBeanFactory beans) {
    for (String name : beans.getBeanDefinitionNames()) {
      Class<?> type = beans.getType(name, false);
      if (type != null
          && type.getPackageName().equals("io.snshub.bus")
          && Lifecycle.class.isAssignableFrom(type)) {
        ((BeanDefinitionRegistry) beans).removeBeanDefinition(name);
      }
    }
  }
}
