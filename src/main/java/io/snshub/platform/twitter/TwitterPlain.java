package io.snshub.platform.twitter;

/**
 * Texts in which there is nothing to find, told at a glance: X's own parser tries hundreds of
 * patterns at each place of a text, and most texts hold nothing for it.
 */
final class TwitterPlain {
  private TwitterPlain() {}

  /**
   * Tells that a text is ASCII without a link, so that each character counts one. A link needs a
   * dot before a letter. Of a text of blanks alone X has an opinion of its own.
   */
  static boolean counted(String text) {
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (letter >= 0x80) {
        return false;
      }
      if (letter == '.' && i + 1 < text.length() && Character.isLetter(text.charAt(i + 1))) {
        return false;
      }
    }
    return text.isEmpty() || !text.trim().isEmpty();
  }

  /** Tells that a text can't hold a hashtag, a cashtag or a mention. */
  static boolean untagged(String text) {
    return text.chars().noneMatch(TwitterPlain::marks);
  }

  private static boolean marks(int letter) {
    return letter == '#' || letter == '$' || letter == '@' || letter >= 0x80;
  }
}
