package io.snshub.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class ClientAddressTest {
  private static MockHttpServletRequest request(String from, String... forwarded) {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setRemoteAddr(from);
    for (String line : forwarded) {
      request.addHeader("X-Forwarded-For", line);
    }
    return request;
  }

  private static ClientAddress behind(String... proxies) {
    return new ClientAddress(new ProxySettings(List.of(proxies)));
  }

  @Test
  void believes_nobody_unless_told_to() {
    assertThat(behind().of(request("198.51.100.1", "203.0.113.7"))).isEqualTo("198.51.100.1");
    assertThat(behind("10.0.0.0/8").of(request("198.51.100.1", "203.0.113.7")))
        .as("who is no proxy can write what it likes")
        .isEqualTo("198.51.100.1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.7 | 203.0.113.7",
        "1.2.3.4, 203.0.113.7 | 203.0.113.7",
        "1.2.3.4, 203.0.113.7, 10.2.2.2 | 203.0.113.7",
        "10.3.3.3, 10.2.2.2 | 10.3.3.3",
        "garbage | 10.1.1.1",
        "203.0.113.7, localhost | 10.1.1.1",
        "1.2.3.4:99 | 10.1.1.1",
        "'' | 10.1.1.1",
        "2001:db8::7 | 2001:db8:0:0:0:0:0:7"
      })
  void reads_from_the_end_what_trusted_proxies_wrote(String forwarded, String client) {
    assertThat(behind("10.0.0.0/8").of(request("10.1.1.1", forwarded))).isEqualTo(client);
  }

  @Test
  void reads_several_lines_as_one_list() {
    assertThat(behind("10.0.0.0/8").of(request("10.1.1.1", "1.2.3.4", "203.0.113.7")))
        .isEqualTo("203.0.113.7");
  }

  @Test
  void takes_all_of_an_ipv6_site_for_one() {
    ClientAddress addresses = behind();

    assertThat(addresses.site(request("2001:db8:1:2:a::1")))
        .isEqualTo(addresses.site(request("2001:db8:1:2:b:c:d:e")))
        .isNotEqualTo(addresses.site(request("2001:db8:1:3::1")));
    assertThat(addresses.site(request("198.51.100.1"))).isEqualTo("198.51.100.1");
  }

  @Test
  void a_wrong_network_stops_the_start_by_its_name() {
    assertThatThrownBy(() -> behind("proxy.example"))
        .hasMessageContaining("hub.proxies.trusted")
        .hasMessageContaining("proxy.example");
  }
}
