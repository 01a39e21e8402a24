package io.snshub.platform.twitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.twitter.twittertext.TwitterTextParser;
import io.snshub.platform.ContentRules;
import io.snshub.platform.PlatformProfile;
import io.snshub.platform.PlatformSettings;
import io.snshub.post.Content;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * How long a text is to X. The measures here follow from X's published weights, not from the
 * library that counts: 1 up to U+10FF and for a few marks, 2 for all else, 2 for an emoji, 23 for a
 * link.
 */
class TwitterTextTest {
  private static final String FAMILY = "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67";
  private static final String LINK = "https://example.com/a/very/long/path?with=query#part";

  private final PlatformProfile profile =
      new TwitterPlatform(PlatformSettings.defaults()).profile();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "plain|5",
        "caf\u00e9|4",
        "cafe\u0301|4",
        "q\u0303|2",
        "\u6f22\u5b57|4",
        "\ud55c\uad6d\uc5b4|6",
        "\u30ab\u30ca|4",
        "\uff76\uff85|4",
        "\u1100|2",
        "\u10ff|1",
        "\u0645\u0631\u062d\u0628\u0627|5",
        "\u05e9\u05dc\u05d5\u05dd|4",
        "\u200f\u05d0|3",
        "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35|6",
        "\u0928\u092e\u0938\u094d\u0924\u0947|6",
        "\u2018a\u2019|3",
        "a\u2014b|3",
        "a\u2026|3",
        "\u20ac5|3",
        "\ud83d\ude00|2",
        "\ud83d\udc4d\ud83c\udffd|2",
        "\ud83c\udde9\ud83c\uddea|2",
        "\ud83c\udff3\ufe0f\u200d\ud83c\udf08|2",
        "1\ufe0f\u20e3|2",
        FAMILY + FAMILY + "|4",
        "\ud840\udc00|2",
        LINK + "|23",
        "example.com|23",
        "(example.com)|25",
        "example.com and " + LINK + "|51",
        "mail someone@example.com|24",
        "https://t.co/abcdefghij|23",
        "#hashtag @name|14"
      })
  void weighs_as_x_publishes_it(String text, int expected) {
    assertThat(TwitterOptions.weighted(text)).isEqualTo(expected);
  }

  @Test
  void takes_what_is_at_the_limit_and_nothing_above() {
    assertLimit("a".repeat(280), "a");
    assertLimit("\u6f22".repeat(140), "a");
    assertLimit(FAMILY.repeat(140), "a");
    assertLimit("e\u0301".repeat(280), "a");
    assertLimit("\u0645".repeat(280), "a");
    assertLimit("a".repeat(256) + " " + LINK, " b");
    assertLimit((LINK + " ").repeat(11) + "a".repeat(16), "a");
  }

  private void assertLimit(String text, String more) {
    assertThat(broken(text)).as(text).isEmpty();
    assertThat(broken(text + more)).as(text + more).containsExactly("text_too_long");
  }

  @Test
  void refuses_characters_that_x_refuses() {
    assertThat(broken("a\ufffe")).containsExactly("invalid_characters");
    assertThat(broken("\ufeffa")).containsExactly("invalid_characters");
    assertThat(broken("a\u0000b")).isEmpty();
  }

  /** With {@code -Dspecs.dir}: X's own vectors, which are not part of this project. */
  @Test
  void agrees_with_the_vectors_of_x() throws IOException {
    String specs = System.getProperty("specs.dir");
    assumeTrue(specs != null);
    Path file = Path.of(specs, "x", "twitter-text-conformance-validate.yml");
    try (Reader reader = Files.newBufferedReader(file)) {
      Map<String, Map<String, List<Map<String, Object>>>> all =
          new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
      List<Map<String, Object>> vectors = new ArrayList<>();
      all.get("tests")
          .forEach(
              (group, list) -> {
                if (group.equals("WeightedTweetsWithDiscountedEmojiCounterTest")) {
                  vectors.addAll(list);
                }
              });
      assertThat(vectors).hasSizeGreaterThan(10);
      for (Map<String, Object> vector : vectors) {
        Map<?, ?> expected = (Map<?, ?>) vector.get("expected");
        String text = (String) vector.get("text");
        String what = String.valueOf(vector.get("description"));
        assertThat(TwitterOptions.weighted(text))
            .as(what)
            .isEqualTo(expected.get("weightedLength"));
        assertThat(TwitterTextParser.parseTweet(text).isValid)
            .as(what)
            .isEqualTo(expected.get("valid"));
      }
    }
  }

  private List<String> broken(String text) {
    Content content = new Content(text, null, List.of(), Map.of());
    return ContentRules.check(profile, content).stream().map(ContentRules.Violation::code).toList();
  }
}
