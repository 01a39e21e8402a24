package io.snshub.ingesting;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Names in {@code done/} and {@code failed/}: the file's own, numbered when it is taken. */
final class KeptName {
  /** File systems allow 255 bytes; the receipt's ending and a number have to fit. */
  private static final int LONGEST = 220;

  private KeptName() {}

  /** Returns a name that is free in both directories. */
  static String choose(Path directory, String name) {
    int dot = name.lastIndexOf('.');
    String ending = name.substring(dot);
    String stem = name.substring(0, dot);
    while ((stem + ending).getBytes(StandardCharsets.UTF_8).length > LONGEST && !stem.isEmpty()) {
      stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
    }
    String free = stem + ending;
    for (int number = 2; taken(directory, free); number++) {
      free = stem + "-" + number + ending;
    }
    return free;
  }

  /** A file or what tells of it is there under this name. */
  private static boolean taken(Path directory, String name) {
    for (String folder : new String[] {Inbox.DONE, Inbox.FAILED}) {
      Path place = directory.resolve(folder);
      if (there(place.resolve(name))
          || there(place.resolve(ReceiptFile.nameFor(name)))
          || there(place.resolve(name + ".reason.txt"))) {
        return true;
      }
    }
    return false;
  }

  static boolean there(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }
}
