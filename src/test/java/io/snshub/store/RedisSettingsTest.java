package io.snshub.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisSettingsTest {
  private static final Duration TIMEOUT = Duration.ofMillis(50);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis://127.0.0.1:6379",
        "redis://cache.example.com",
        "rediss://user:s3cr%2Ft@cache.example.com:6380/2",
        " redis://:s3cret@[::1]:6379 "
      })
  void takes_the_urls_of_one_server(String url) {
    assertThat(new RedisSettings(url, TIMEOUT).given()).isTrue();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "  "})
  void an_empty_url_is_none(String url) {
    assertThat(new RedisSettings(url, TIMEOUT).given()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:6379",
        "http://user:s3cret@cache.example.com",
        "redis://",
        "redis://user:s3cret@",
        "redis://user:s3cret@host:port",
        "redis://user:s3cret@host:6379/one",
        "redis-sentinel://:s3cret@one,two/0#main",
        "nonsense s3cret"
      })
  void names_the_setting_and_not_the_password_when_it_is_no_url(String url) {
    assertThatThrownBy(() -> new RedisSettings(url, TIMEOUT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("HUB_REDIS_URL")
        .hasMessageNotContaining("s3cret")
        .hasNoCause();
  }

  @Test
  void tells_no_password() {
    assertThat(new RedisSettings("redis://user:s3cret@host", TIMEOUT).toString())
        .doesNotContain("s3cret");
  }

  @Test
  void commands_that_began_before_the_first_failure_count_with_it() {
    long[] now = {0};
    Strikes strikes = new Strikes(() -> now[0]);

    now[0] = 60;
    assertThat(strikes.add(10)).isFalse();
    assertThat(strikes.add(20)).isFalse();
    assertThat(strikes.add(61)).isTrue();
  }

  @Test
  void a_failure_is_forgiven_in_time() {
    long[] now = {0};
    Strikes strikes = new Strikes(() -> now[0]);

    assertThat(strikes.add(-5)).isFalse();
    now[0] = Duration.ofSeconds(10).toNanos();
    assertThat(strikes.add(now[0] - 5)).isFalse();
    now[0] += 10;
    assertThat(strikes.add(now[0] - 5)).isTrue();
  }
}
