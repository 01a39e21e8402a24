package io.snshub.reading;

import io.snshub.bus.Subscription;
import io.snshub.post.EventType;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReadingConfiguration {
  /** Lists show nothing of targets but which there are. */
  private static final Set<EventType> OF_POSTS =
      Arrays.stream(EventType.values())
          .filter(type -> type.name().startsWith("POST_"))
          .collect(Collectors.toUnmodifiableSet());

  @Bean
  Subscription projectPosts() {
    return new Subscription("reading", OF_POSTS, "direct:project-posts", true);
  }
}
