package io.snshub.ops;

import io.snshub.call.CallerVerifier;
import java.net.InetAddress;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/**
 * The server of the management port. Carries no annotation, so that only Spring Boot's list of
 * management configurations finds it and scanning doesn't: the guard is not for the main port.
 */
class ManagementPort {

  @Bean
  FilterRegistrationBean<ManagementGuard> managementGuard(
      ManagementServerProperties server, CallerVerifier callers) {
    InetAddress address = server.getAddress();
    FilterRegistrationBean<ManagementGuard> filter =
        new FilterRegistrationBean<>(
            new ManagementGuard(address != null && address.isLoopbackAddress(), callers));
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return filter;
  }
}
