package io.snshub.ingesting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * A file in the inbox.
 *
 * @param directory the directory it lies in
 * @param folder that directory's name below the inbox, empty at the top
 * @param name its name, chosen by others: never part of a command, an URI or a statement
 */
record Drop(Path directory, String folder, String name) {

  /**
   * A file's state, to see whether it was changed in between.
   *
   * @param key tells a file from its replacement, where the file system can
   */
  record Stamp(long size, FileTime modified, @Nullable Object key) {}

  Path path() {
    return directory.resolve(name);
  }

  /** Returns the file's present state, or null when it is gone. Links are not followed. */
  @Nullable Stamp stamp() {
    try {
      BasicFileAttributes now =
          Files.readAttributes(path(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return new Stamp(now.size(), now.lastModifiedTime(), now.fileKey());
    } catch (IOException e) {
      return null;
    }
  }
}
