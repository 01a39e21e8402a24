package io.snshub.media;

import io.snshub.platform.FetchedMedia;
import io.snshub.post.MediaFacts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The cache's directory. A medium is two files: its bytes, and in {@code .facts}, written first,
 * what they are and when they came. Both are touched at each use and deleted when unused for long.
 * What came some time ago is not found any more, however often it is used: its origin may show
 * something else by now.
 */
final class MediaFiles {
  private static final int SWEEP = 10_000;

  private final Path directory;
  private final Duration keep;
  private final Duration fresh;
  private final Clock clock;

  /**
   * Opens the directory.
   *
   * @param keep how long an unused file stays
   * @param fresh how long a file is used after it came
   */
  MediaFiles(Path directory, Duration keep, Duration fresh, Clock clock) {
    this.directory = directory;
    this.fresh = fresh;
    this.keep = keep;
    this.clock = clock;
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("hub.data-dir: can't write " + directory, e);
    }
  }

  /** Returns the name of a URL's file. */
  static String name(String url) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(url.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the medium when it is here, and marks it as used. */
  @Nullable FetchedMedia find(String name) {
    Path file = directory.resolve(name);
    Path beside = directory.resolve(name + ".facts");
    try {
      Files.setLastModifiedTime(beside, FileTime.from(now()));
      Files.setLastModifiedTime(file, FileTime.from(now()));
      String[] lines = Files.readString(beside).split("\n");
      MediaFacts facts = FactsLine.read(lines[0], Files.size(file));
      boolean usable = lines.length == 2 && Instant.parse(lines[1]).plus(fresh).isAfter(now());
      return facts == null || !usable ? null : new FetchedMedia(file, facts);
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Instant now() {
    return clock.instant();
  }

  /** Returns a new name to download to. */
  Path part(String name) {
    return directory.resolve(name + "." + UUID.randomUUID() + ".part");
  }

  /** Puts a finished download in its place. */
  FetchedMedia keep(Path part, String name, Probed.Good what) {
    Path file = directory.resolve(name);
    try {
      MediaFacts facts = what.facts(Files.size(part));
      Path beside = part(name);
      Files.writeString(beside, FactsLine.write(facts) + "\n" + now());
      Files.move(beside, directory.resolve(name + ".facts"), StandardCopyOption.ATOMIC_MOVE);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      return new FetchedMedia(file, facts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes what was not used for long, a bounded number of files at a time. */
  int sweep() {
    Instant oldest = clock.instant().minus(keep);
    List<Path> old;
    try (Stream<Path> all = Files.list(directory)) {
      old = all.limit(SWEEP).filter(file -> usedBefore(file, oldest)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (Path file : old) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return old.size();
  }

  private static boolean usedBefore(Path file, Instant oldest) {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(oldest);
    } catch (NoSuchFileException e) {
      // another sweep was quicker
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
