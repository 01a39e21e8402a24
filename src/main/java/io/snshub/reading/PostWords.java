package io.snshub.reading;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The words of a text, by which posts are found. Unicode's compatibility forms count as one and
 * case counts for nothing. A word is a run of letters, marks and digits; scripts that are written
 * without blanks are cut into pairs of neighbours, and one that stands alone is a word. Of a word
 * beyond 64 characters the beginning counts.
 */
final class PostWords {
  private static final int LONGEST = 64;

  private final Set<String> words = new LinkedHashSet<>();
  private final StringBuilder run = new StringBuilder();
  private int previous = -1;
  private boolean paired;

  private PostWords() {}

  /** Returns the different words of a text, in the order in which they first occur. */
  static Set<String> of(String text) {
    PostWords words = new PostWords();
    Normalizer.normalize(text, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .forEach(words::take);
    words.end();
    return words.words;
  }

  private void take(int character) {
    if (unspaced(character)) {
      if (run.length() > 0) {
        end();
      }
      if (previous >= 0) {
        words.add(Character.toString(previous) + Character.toString(character));
        paired = true;
      }
      previous = character;
    } else if (Character.isLetterOrDigit(character) || mark(character)) {
      if (previous >= 0) {
        end();
      }
      run.appendCodePoint(character);
    } else {
      end();
    }
  }

  private void end() {
    if (previous >= 0 && !paired) {
      words.add(Character.toString(previous));
    }
    if (run.length() > 0) {
      int end = Math.min(run.length(), LONGEST);
      words.add(run.substring(0, Character.isHighSurrogate(run.charAt(end - 1)) ? end - 1 : end));
    }
    previous = -1;
    paired = false;
    run.setLength(0);
  }

  private static boolean mark(int character) {
    int type = Character.getType(character);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  private static boolean unspaced(int character) {
    if (character < 0x0E00 || !Character.isLetter(character)) {
      return false;
    }
    return switch (Character.UnicodeScript.of(character)) {
      case HAN, HIRAGANA, KATAKANA, HANGUL, THAI, LAO, KHMER, MYANMAR -> true;
      default -> false;
    };
  }
}
