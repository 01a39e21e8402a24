package io.snshub.platform.twitter;

import static org.assertj.core.api.Assertions.assertThat;

import com.twitter.twittertext.Extractor;
import com.twitter.twittertext.TwitterTextParseResults;
import com.twitter.twittertext.TwitterTextParser;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A glance at a text says nothing else than X's own parser. */
class TwitterPlainTest {
  private static final List<String> PIECES =
      List.of(
          "a", "Bc", "7", " ", ".", ". ", "\n", "/", ":", "http://", "www", "com", "x.co", "-", "_",
          "#", "$", "@", "#tag", "$CASH", "@name", "é", "漢", "🎉", "\u200d", "&", "\t", "..", "~");

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(1, 12); i > 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  @Test
  void a_text_that_counts_plainly_counts_the_same_for_the_parser() {
    Random random = new Random(7);
    int plain = 0;
    for (int i = 0; i < 3_000; i++) {
      String text = text(random);
      if (TwitterPlain.counted(text)) {
        TwitterTextParseResults parsed = TwitterTextParser.parseTweet(text);
        assertThat(parsed.weightedLength).as(text).isEqualTo(text.length());
        assertThat(parsed.isValid).as(text).isTrue();
        assertThat(new Extractor().extractURLs(text)).as(text).isEmpty();
        plain++;
      }
    }
    assertThat(plain).isGreaterThan(300);
  }

  @Test
  void a_text_without_marks_holds_no_tag_for_the_extractor() {
    Random random = new Random(8);
    int untagged = 0;
    for (int i = 0; i < 3_000; i++) {
      String text = text(random);
      if (TwitterPlain.untagged(text)) {
        Extractor extractor = new Extractor();
        assertThat(extractor.extractHashtags(text)).as(text).isEmpty();
        assertThat(extractor.extractCashtags(text)).as(text).isEmpty();
        assertThat(extractor.extractMentionedScreennames(text)).as(text).isEmpty();
        untagged++;
      }
    }
    assertThat(untagged).isGreaterThan(300);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 279, 280, 281, 1000})
  void the_limit_of_a_plain_text_is_the_parsers(int length) {
    String text = "a b".repeat(length / 3 + 1).substring(0, length);

    assertThat(TwitterSandboxText.fits(text)).isEqualTo(TwitterTextParser.parseTweet(text).isValid);
  }

  @Test
  void an_ordinary_sentence_is_plain_and_a_link_is_not() {
    assertThat(TwitterPlain.counted("It costs 1.50. Really! (No. 7)")).isTrue();
    assertThat(TwitterPlain.counted("see example.com")).isFalse();
  }
}
