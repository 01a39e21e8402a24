package io.snshub.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CodesTest {
  private static final String BACK = "http://localhost/back";

  /** The pair of RFC 7636, appendix B. */
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  private static final String HEX =
      "13d31e961a1ad8ec2f16b10c4c982e0876a878ad6df144566ee1894acb70f9c3";

  private final TestClock clock = new TestClock();
  private final Codes codes = new Codes(clock);

  @Test
  void a_code_is_good_once() {
    String code = codes.give(BACK, null, null);

    assertThat(codes.redeem(code, BACK, null)).isTrue();
    assertThat(codes.redeem(code, BACK, null)).isFalse();
    assertThat(codes.redeem("made-up", BACK, null)).isFalse();
    assertThat(codes.redeem(null, BACK, null)).isFalse();
  }

  @Test
  void the_seeded_code_is_always_good() {
    assertThat(codes.redeem("sandbox-code", null, null)).isTrue();
    assertThat(codes.redeem("sandbox-code", BACK, "x")).isTrue();
  }

  @Test
  void a_code_belongs_to_its_redirect_address() {
    assertThat(codes.redeem(codes.give(BACK, null, null), BACK + "/", null)).isFalse();
    assertThat(codes.redeem(codes.give(BACK, null, null), null, null)).isFalse();
  }

  @Test
  void a_code_needs_the_verifier_of_its_challenge() {
    assertThat(codes.redeem(codes.give(BACK, CHALLENGE, "S256"), BACK, VERIFIER)).isTrue();
    assertThat(codes.redeem(codes.give(BACK, HEX, "S256"), BACK, VERIFIER)).isTrue();
    assertThat(codes.redeem(codes.give(BACK, "plain", "plain"), BACK, "plain")).isTrue();
    assertThat(codes.redeem(codes.give(BACK, CHALLENGE, "S256"), BACK, "other")).isFalse();
    assertThat(codes.redeem(codes.give(BACK, CHALLENGE, "S256"), BACK, null)).isFalse();
    assertThat(codes.redeem(codes.give(BACK, CHALLENGE, "S256"), BACK, CHALLENGE)).isFalse();
  }

  @Test
  void a_code_ends_after_ten_minutes() {
    String code = codes.give(BACK, null, null);
    clock.advance(Duration.ofMinutes(10));

    assertThat(codes.redeem(code, BACK, null)).isFalse();
  }
}
