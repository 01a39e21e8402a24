package io.snshub.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.call.Caller;
import io.snshub.call.KeyLimits;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class ManagementGuardTest {

  private static Optional<Caller> verify(String key) {
    if (key.equals("away")) {
      throw new IllegalStateException("no database");
    }
    return key.equals("nobody's")
        ? Optional.empty()
        : Optional.of(
            new Caller(1, "somebody", key.equals("admin"), 1, Set.of("admin"), KeyLimits.NONE));
  }

  private static int status(boolean loopback, String host, String... header) throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", "/actuator/jolokia");
    request.setServerName(host);
    for (int i = 0; i < header.length; i += 2) {
      request.addHeader(header[i], header[i + 1]);
    }
    MockHttpServletResponse response = new MockHttpServletResponse();
    new ManagementGuard(loopback, ManagementGuardTest::verify)
        .doFilter(request, response, new MockFilterChain());
    return response.getStatus();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LOCALHOST", "127.0.0.1", "127.1.2.3", "[::1]"})
  void lets_this_machine_in(String host) throws Exception {
    assertThat(status(true, host)).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example", "localhost.evil.example"})
  void refuses_a_name_that_was_pointed_here(String host) throws Exception {
    assertThat(status(true, host)).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "Origin, http://evil.example",
    "Origin, null",
    "Origin, http://localhost.evil.example:8081",
    "Sec-Fetch-Site, cross-site"
  })
  void refuses_another_site_s_page(String name, String value) throws Exception {
    assertThat(status(true, "localhost", name, value)).isEqualTo(403);
    assertThat(status(false, "hub.internal", name, value)).isEqualTo(403);
  }

  @Test
  void lets_its_own_pages_in() throws Exception {
    String[] own = {"Origin", "http://localhost:8081", "Sec-Fetch-Site", "same-origin"};

    assertThat(status(true, "localhost", own)).isEqualTo(200);
  }

  @Test
  void answers_under_any_name_once_the_port_is_opened_to_others() throws Exception {
    assertThat(status(false, "hub.internal", "X-API-Key", "admin")).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "X-API-Key, nobody's, 401",
    "X-API-Key, user, 401",
    "X-API-Key, away, 503",
    "X-API-Key, admin, 200",
    "Authorization, Bearer admin, 200",
    "Authorization, Bearer user, 401",
    // x:admin, x:user, and what is no base64
    "Authorization, Basic eDphZG1pbg==, 200",
    "Authorization, Basic eDp1c2Vy, 401",
    "Authorization, Basic %%%, 401",
    "Authorization, Bearer, 401",
    "Authorization, Digest admin, 401",
    "X-Other, admin, 401"
  })
  void wants_an_administrator_s_key_once_the_port_is_opened_to_others(
      String name, String value, int status) throws Exception {
    assertThat(status(false, "hub.internal", name, value)).isEqualTo(status);
  }

  @Test
  void asks_a_browser_for_the_key() throws Exception {
    MockHttpServletResponse response = new MockHttpServletResponse();

    new ManagementGuard(false, ManagementGuardTest::verify)
        .doFilter(
            new MockHttpServletRequest("GET", "/actuator/hawtio"), response, new MockFilterChain());

    assertThat(response.getHeader("WWW-Authenticate")).startsWith("Basic ");
  }
}
