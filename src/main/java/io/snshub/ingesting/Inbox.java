package io.snshub.ingesting;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;

/**
 * The directory where files are dropped, and which of them are to be taken: regular files with a
 * known ending, at the top or in a directory below. Links and hidden files are left alone. Safe for
 * concurrent use.
 */
final class Inbox implements GenericFileFilter<File> {
  static final String DONE = "done";
  static final String FAILED = "failed";
  private static final Set<String> ENDINGS = Set.of("json", "jsonl", "csv");

  private final Path root;
  private final String id;
  private final IngestingSettings settings;
  private final Clock clock;
  private final Map<Path, Instant> resting = new ConcurrentHashMap<>();

  /** Makes the directory. */
  Inbox(IngestingSettings settings, Clock clock) {
    this.root = settings.inboxDir();
    this.settings = settings;
    this.clock = clock;
    try {
      Files.createDirectories(root);
      this.id = identify(root.resolve(".inbox-id"));
    } catch (IOException e) {
      throw new UncheckedIOException("hub.ingesting.inbox-dir: can't use " + root, e);
    }
  }

  /** Inboxes of several processes share a table but not a directory. */
  private static String identify(Path file) throws IOException {
    try {
      Files.writeString(file, UUID.randomUUID().toString(), StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      // from an earlier start
    }
    return UUID.fromString(Files.readString(file, StandardCharsets.US_ASCII).strip()).toString();
  }

  /** Returns what tells this inbox from others, also after a restart. */
  String id() {
    return id;
  }

  /** Returns the directory of this name; the empty name is the inbox itself. */
  Path directory(String folder) {
    return folder.isEmpty() ? root : root.resolve(folder);
  }

  /** Finds a file's place. */
  Drop drop(File file) {
    Path path = file.toPath().toAbsolutePath().normalize();
    Path directory = path.getParent();
    String folder = directory.equals(root) ? "" : directory.getFileName().toString();
    return new Drop(directory, folder, path.getFileName().toString());
  }

  /** Returns the part of a name behind its last dot, in lower case. */
  static String ending(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /** Leaves a file alone for a while. */
  void rest(Drop drop) {
    resting.put(drop.path(), clock.instant().plus(settings.retryAfter()));
  }

  @Override
  public boolean accept(GenericFile<File> candidate) {
    Path path = candidate.getFile().toPath();
    String name = candidate.getFileNameOnly();
    BasicFileAttributes found;
    try {
      found = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      return false;
    }
    if (name.startsWith(".")) {
      return false;
    }
    if (found.isDirectory()) {
      return !name.equals(DONE) && !name.equals(FAILED);
    }
    return found.isRegularFile()
        && name.contains(".")
        && ENDINGS.contains(ending(name))
        && (found.size() > 0 || old(found))
        && rested(path.toAbsolutePath().normalize());
  }

  private boolean old(BasicFileAttributes found) {
    Instant since = found.lastModifiedTime().toInstant();
    return since.plus(settings.emptyPatience()).isBefore(clock.instant());
  }

  private boolean rested(Path path) {
    Instant until = resting.get(path);
    if (until != null && clock.instant().isBefore(until)) {
      return false;
    }
    resting.remove(path);
    return true;
  }
}
