package io.snshub.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A secret in a file of the data directory, readable by its owner only (0600, in a directory made
 * with 0700). It appears whole or not at all: of several processes that make it at once one wins,
 * and all of them read the winner's.
 */
public final class SecretFile {
  private final Path path;

  /** Names the file; nothing is read or made yet. */
  public SecretFile(Path directory, String name) {
    this.path = directory.toAbsolutePath().normalize().resolve(name);
  }

  /**
   * What the file holds.
   *
   * @param text the secret
   * @param fresh it was made just now, by this call
   */
  public record Content(String text, boolean fresh) {
    /** Keeps the secret out of logs and messages. */
    @Override
    public String toString() {
      return "Content[fresh=" + fresh + "]";
    }
  }

  /** Returns what the file holds; makes it when absent. */
  public Content readOrMake(Supplier<String> secret) {
    try {
      if (Files.exists(path)) {
        return new Content(read(), false);
      }
      Path directory = path.getParent();
      Files.createDirectories(directory, mode(directory, "rwx------"));
      Path draft = Files.createTempFile(directory, "secret", ".tmp", mode(directory, "rw-------"));
      try {
        String text = secret.get();
        Files.writeString(draft, text + "\n");
        // a link, unlike a move, never replaces what another process has put there
        Files.createLink(path, draft);
        return new Content(text, true);
      } catch (FileAlreadyExistsException e) {
        return new Content(read(), false);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("can't read or make " + path, e);
    }
  }

  /** Removes the file, if there. */
  public void delete() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException("can't delete " + path, e);
    }
  }

  /** Returns where the file is. */
  public Path path() {
    return path;
  }

  private String read() throws IOException {
    return Files.readString(path, StandardCharsets.UTF_8).strip();
  }

  private static FileAttribute<?>[] mode(Path near, String permissions) {
    if (!near.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    Set<PosixFilePermission> set = PosixFilePermissions.fromString(permissions);
    return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(set)};
  }
}
