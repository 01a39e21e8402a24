package io.snshub.media;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Deletes files that nobody will finish or ask for, some hundred at a time. */
final class LeftBehind {
  private static final int BATCH = 500;

  private final Instant before;
  private final Function<List<String>, Set<String>> known;
  private int swept;

  /**
   * Makes a sweep.
   *
   * @param before files touched since then are left alone: somebody may be at work on them
   * @param known tells which of some keys have a row
   */
  LeftBehind(Instant before, Function<List<String>, Set<String>> known) {
    this.before = before;
    this.known = known;
  }

  int swept() {
    return swept;
  }

  /** Deletes half files, and whole ones without a row. */
  void sweepStore(Path directory) throws IOException {
    List<Path> whole = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, this::old)) {
      for (Path file : files) {
        if (file.toString().endsWith(MediaStore.PART)) {
          delete(file);
        } else {
          whole.add(file);
        }
        if (whole.size() == BATCH) {
          sweepUnknown(whole);
          whole.clear();
        }
      }
    }
    sweepUnknown(whole);
  }

  /** Deletes everything. */
  void sweepAll(Path directory) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, this::old)) {
      files.forEach(this::delete);
    }
  }

  private void sweepUnknown(List<Path> files) {
    if (files.isEmpty()) {
      return;
    }
    Set<String> rows = known.apply(files.stream().map(LeftBehind::name).toList());
    files.stream().filter(file -> !rows.contains(name(file))).forEach(this::delete);
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private void delete(Path file) {
    MediaStore.deleteQuietly(file);
    swept++;
  }

  private boolean old(Path file) throws IOException {
    try {
      return Files.isRegularFile(file)
          && Files.getLastModifiedTime(file).toInstant().isBefore(before);
    } catch (NoSuchFileException e) {
      // it went its way meanwhile
      return false;
    }
  }
}
