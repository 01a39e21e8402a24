package io.snshub.sandbox;

import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Makes the sandbox of all platforms there are. Not started by itself. */
@EnableConfigurationProperties(SandboxSettings.class)
class SandboxBeans {
  @Bean
  Sandbox sandbox(
      SandboxSettings settings, List<PlatformSandbox> platforms, ObjectProvider<Clock> clock) {
    return new Sandbox(settings, platforms, clock.getIfAvailable(Clock::systemUTC));
  }
}
