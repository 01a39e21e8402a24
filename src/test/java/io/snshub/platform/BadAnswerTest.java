package io.snshub.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.post.Outcome;
import io.snshub.post.PublishFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever comes back in place of an answer, nothing false is concluded from it: not that a post is
 * up, nor that it isn't, nor that it is gone.
 */
public abstract class BadAnswerTest extends FragmentHarness {
  private static final String HTML = "<html><body>Sign in to the network</body></html>";

  private static final StubPlatform ELSEWHERE = new StubPlatform();

  /** An answer and what to call it. */
  protected record Bad(String name, StubPlatform.Reply reply) {}

  /** Met one after another by one hub, which saves a start for each. */
  protected static List<Bad> badAnswers() {
    List<Bad> all = new ArrayList<>();
    byte[] noise = {(byte) 0xff, 0, (byte) 0xfe, '{', (byte) 0x80, 7};
    all.add(new Bad("noise", new StubPlatform.Bytes(200, noise)));
    for (String body :
        List.of(
            "{\"data\":{\"id\":\"47",
            "{\"id\":",
            HTML,
            "",
            " ",
            "{}",
            "[]",
            "[1,2]",
            "17",
            "null",
            "true",
            "\"ok\"",
            "{\"error\":null}",
            "{\"data\":null}",
            "{\"items\":{}}",
            "{\"data\":[7]}")) {
      all.add(new Bad("200 " + body, StubPlatform.json(200, body)));
    }
    all.add(new Bad("201 nothing", StubPlatform.json(201, "")));
    for (int status : new int[] {400, 401, 403, 404, 405, 407, 409, 413, 422, 429, 431, 451}) {
      all.add(new Bad(status + " of a proxy", StubPlatform.json(status, HTML)));
      all.add(new Bad(status + " without a word", StubPlatform.json(status, "")));
    }
    for (int status : new int[] {500, 502, 503, 504, 520, 599}) {
      all.add(new Bad(status + "", StubPlatform.json(status, HTML)));
    }
    for (int status : new int[] {301, 302, 303, 307, 308}) {
      Map<String, String> to = Map.of("Location", ELSEWHERE.url() + "/2/tweets");
      all.add(new Bad(status + "", new StubPlatform.Answer(status, to, "{\"id\":\"1\"}")));
    }
    all.add(new Bad("endless", new StubPlatform.Endless("{\"id\":\"4711\"", 0)));
    all.add(new Bad("half", new StubPlatform.Half()));
    return all;
  }

  @AfterEach
  void nobody_was_sent_elsewhere() {
    assertThat(ELSEWHERE.seen()).isEmpty();
  }

  @Test
  void a_bad_answer_to_a_publish_is_doubtful() {
    for (Bad bad : badAnswers()) {
      platform.answers(bad.reply()).seen().clear();

      assertThat(publish()).as(bad.name()).isInstanceOf(Outcome.Doubtful.class);
      assertPublishedCallsSeen(1);
    }
  }

  @Test
  void an_id_that_is_none_of_ours_is_doubtful() {
    for (String body : wrongIds()) {
      platform.answers(StubPlatform.json(accepted().status(), body));

      assertThat(publish()).as(body).isInstanceOf(Outcome.Doubtful.class);
    }
  }

  @Test
  void a_right_answer_with_something_behind_it_is_doubtful() {
    platform.answers(StubPlatform.json(accepted().status(), accepted().body() + HTML));

    assertThat(publish()).isInstanceOf(Outcome.Doubtful.class);
  }

  @Test
  void a_right_answer_that_comes_too_late_is_doubtful() {
    platform.answers(new StubPlatform.Late(accepted(), 1_000));

    assertThat(publish()).isInstanceOf(Outcome.Doubtful.class);
    assertPublishedCallsSeen(1);
  }

  @Test
  void a_bad_answer_makes_nothing_ready() {
    for (Bad bad : badAnswers()) {
      platform.answers(bad.reply());

      for (String handle : prepareSteps()) {
        assertNotReady(bad.name(), prepare(handle));
      }
    }
  }

  /** It is tried again, or begun anew after a pause. */
  protected static void assertNotReady(String name, Preparation step) {
    assertThat(step).as(name).isNotInstanceOf(Preparation.Ready.class);
    if (step instanceof Preparation.Failed failed) {
      assertThat(failed.failure()).as(name).isInstanceOf(PublishFailure.Transient.class);
    } else {
      assertThat(((Preparation.Pending) step).pause()).as(name).isPositive();
    }
  }

  @Test
  void a_look_can_find_nothing() {
    platform.answers(this::nothingThere);

    assertThat(lookup(handle())).isInstanceOf(nothing());
  }

  @Test
  void a_bad_answer_is_no_negative_look() {
    for (Bad bad : badAnswers()) {
      for (String step : lookupSteps()) {
        assertUnclear(step, bad);
      }
    }
  }

  private void assertUnclear(String step, Bad bad) {
    platform.answers(seen -> seen.target().contains(step) ? bad.reply() : nothingThere(seen));

    Sighting seen = lookup(handle());

    boolean gone = bad.reply() instanceof StubPlatform.Answer one && mayMeanGone(step, one);
    if (!gone) {
      assertThat(seen)
          .as(step + ": " + bad.name())
          .isInstanceOfSatisfying(
              Sighting.Unclear.class, look -> assertThat(look.forHuman()).isFalse());
    }
  }

  /** A look-up may have a second source for what a handle no longer tells. */
  protected boolean mayMeanGone(String step, StubPlatform.Answer answer) {
    return false;
  }

  @Test
  void a_bad_answer_takes_nothing_down() {
    for (Bad bad : badAnswers()) {
      platform.answers(bad.reply());

      if (profile().deletable()) {
        assertStillUp(bad.name(), retract());
      } else {
        assertThat(retract()).isInstanceOf(Retraction.Impossible.class);
      }
    }
  }

  protected static void assertStillUp(String name, Retraction retraction) {
    assertThat(retraction)
        .as(name)
        .isInstanceOfSatisfying(
            Retraction.Failed.class,
            failed -> assertThat(failed.failure()).isInstanceOf(PublishFailure.Transient.class));
  }

  @Test
  void a_bad_answer_is_no_token_and_no_lost_account() {
    for (Bad bad : badAnswers()) {
      platform.answers(bad.reply());

      assertThat(denial()).as(bad.name()).isInstanceOf(PublishFailure.Transient.class);
    }
  }

  @Test
  void a_token_that_can_be_none_is_not_taken() {
    for (String body :
        List.of(
            "{\"access_token\":17,\"expires_in\":3600}",
            "{\"access_token\":\"\",\"expires_in\":3600}",
            "{\"access_token\":\"a\\r\\nX-Evil: 1\"}",
            "{\"access_token\":\"new\",\"refresh_token\":\"\"}",
            "{\"access_token\":\"new\",\"refresh_token\":{}}")) {
      platform.answers(StubPlatform.json(200, body));

      assertThat(denial()).as(body).isInstanceOf(PublishFailure.Transient.class);
    }
  }

  /** The body of a grant with a lifetime as it stands in JSON. */
  protected String grantFor(String life) {
    return "{\"access_token\":\"t\",\"expires_in\":%s}".formatted(life);
  }

  @Test
  void a_lifetime_that_can_be_none_is_not_believed() {
    for (String life : List.of("-1", "\"soon\"", "1e300", "null")) {
      platform.answers(StubPlatform.json(200, grantFor(life)));

      assertThat(((TokenGrant.Granted) refresh()).lifetime()).as(life).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "99999999999", "99999999999999999999999", "soon", "", "NaN", "1e9"})
  void a_nonsensical_wait_is_bounded(String wait) {
    Map<String, String> headers =
        Map.of(
            "Retry-After", wait,
            "x-rate-limit-reset", wait,
            "x-business-use-case-usage", wait,
            "x-app-usage", "{\"call_count\":\"" + wait + "\"}",
            "Date", wait);
    StubPlatform.Answer throttled = (StubPlatform.Answer) throttled();
    platform.answers(new StubPlatform.Answer(throttled.status(), headers, throttled.body()));

    Duration asked = ((PublishFailure.Transient) failure(publish())).retryAfter();

    assertThat(asked == null ? Duration.ZERO : asked)
        .isBetween(Duration.ZERO, Answers.LONGEST_WAIT);
  }
}
