package io.snshub.media;

import io.snshub.store.Node;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of uploaded media. One appears under its key whole and on the disk, or not at all; its
 * row comes after it and goes before it. What a process that was killed left behind, half files and
 * files without a row, is swept away.
 */
final class MediaStore {
  private static final Logger log = LoggerFactory.getLogger(MediaStore.class);
  static final String PART = ".part";
  private static final int KEY_BYTES = 24;
  private static final Duration ANOTHERS = Duration.ofDays(1);

  private final Path directory;
  private final Path incoming;
  private final Node node;
  private final Clock clock;
  private final Instant started;
  private final SecureRandom random = new SecureRandom();

  /**
   * Opens the store and makes its directories.
   *
   * @param incoming where the servlet container puts what is being sent
   */
  MediaStore(Path directory, Path incoming, Node node, Clock clock) {
    this.directory = directory;
    this.incoming = incoming;
    this.node = node;
    this.clock = clock;
    this.started = clock.instant();
    try {
      Files.createDirectories(directory);
      Files.createDirectories(incoming);
    } catch (IOException e) {
      throw new UncheckedIOException("hub.data-dir: can't write " + directory, e);
    }
  }

  /** Returns a key that nobody guesses. */
  String newKey() {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Returns a new name to write to, on the same disk. */
  Path part() {
    return directory.resolve(UUID.randomUUID() + PART);
  }

  /** Returns the file of a key; it need not be there. */
  Path file(String key) {
    return directory.resolve(key);
  }

  /** Puts a finished file on the disk for good and under its key; returns its SHA-256. */
  String keep(Path part, String key) throws IOException {
    String hash = hash(part);
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(part, file(key), StandardCopyOption.ATOMIC_MOVE);
    forceDirectory();
    return hash;
  }

  /** Deletes a key's file. One that can't be deleted now is swept away later. */
  void delete(String key) {
    deleteQuietly(file(key));
  }

  static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      log.atWarn().addKeyValue("file", file.getFileName()).log("file not deleted yet");
    }
  }

  private static String hash(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A new name is on the disk only when its directory is. */
  private void forceDirectory() throws IOException {
    FileChannel channel;
    try {
      channel = FileChannel.open(directory, StandardOpenOption.READ);
    } catch (IOException e) {
      // some systems can't open one, and need no such thing
      return;
    }
    try (channel) {
      channel.force(true);
    }
  }

  /**
   * Deletes what processes that have ended left behind.
   *
   * @param known tells which of some keys have a row
   */
  int sweep(Function<List<String>, Set<String>> known) {
    Instant before = node.alone() ? started : clock.instant().minus(ANOTHERS);
    try {
      LeftBehind leftBehind = new LeftBehind(before, known);
      leftBehind.sweepStore(directory);
      leftBehind.sweepAll(incoming);
      return leftBehind.swept();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
