package io.snshub.media;

import io.snshub.call.FieldError;
import io.snshub.call.Problem;
import io.snshub.call.ProblemException;
import io.snshub.media.MediaFetcher.Brought;
import io.snshub.post.PublishFailure;
import io.snshub.store.CommitLostException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes media in. The file is whole and on the disk before its row is committed; when anything goes
 * wrong there is neither.
 */
class Uploads {
  private static final int LONGEST_NAME = 60;

  private final MediaStore store;
  private final MediaTable table;
  private final MediaProbe probe;
  private final MediaFetcher fetcher;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Uploads(
      MediaStore store,
      MediaTable table,
      MediaProbe probe,
      MediaFetcher fetcher,
      TransactionTemplate transaction,
      Clock clock) {
    this.store = store;
    this.table = table;
    this.probe = probe;
    this.fetcher = fetcher;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * What is said about a file that comes in.
   *
   * @param userId whose it will be
   * @param name what it is called
   * @param declaredType what it is said to be, or null
   * @param altText what it shows, in words, or null
   * @param sourceUrl where it comes from, or null
   */
  record Incoming(
      long userId,
      @Nullable String name,
      @Nullable String declaredType,
      @Nullable String altText,
      @Nullable String sourceUrl) {}

  /** Puts a file where it is told to. */
  interface Writer {
    void writeTo(Path file) throws IOException;
  }

  /**
   * Takes a file.
   *
   * @param within more work for the same transaction; when it throws, nothing is kept
   * @throws ProblemException 415 or 422 when it isn't a medium that is taken
   */
  StoredMedium take(Incoming incoming, Writer writer, Consumer<StoredMedium> within) {
    Path part = store.part();
    try {
      writer.writeTo(part);
      Probed probed = probe.look(part);
      if (probed instanceof Probed.Bad bad) {
        throw refused(bad);
      }
      return keep(incoming, part, (Probed.Good) probed, within);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      MediaStore.deleteQuietly(part);
    }
  }

  /** Takes what a URL leads to. */
  CompletionStage<StoredMedium> fetch(
      Incoming incoming, String url, Consumer<StoredMedium> within) {
    Path part = store.part();
    return fetcher.bring(url, part).thenApply(brought -> arrived(incoming, brought, part, within));
  }

  private StoredMedium arrived(
      Incoming incoming, Brought brought, Path part, Consumer<StoredMedium> within) {
    if (brought instanceof Brought.Missing missing) {
      throw missed(missing.why());
    }
    try {
      return keep(incoming, part, ((Brought.Here) brought).what(), within);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      MediaStore.deleteQuietly(part);
    }
  }

  private StoredMedium keep(
      Incoming incoming, Path part, Probed.Good what, Consumer<StoredMedium> within)
      throws IOException {
    String key = store.newKey();
    long bytes = Files.size(part);
    String hash = store.keep(part, key);
    StoredMedium medium = row(incoming, what, key, bytes, hash);
    try {
      return transaction.execute(
          status -> {
            StoredMedium stored = table.insert(medium);
            within.accept(stored);
            return stored;
          });
    } catch (CommitLostException e) {
      // the row may be there: if it isn't, the file is swept away later
      throw e;
    } catch (RuntimeException e) {
      store.delete(key);
      throw e;
    }
  }

  private StoredMedium row(
      Incoming incoming, Probed.Good what, String key, long bytes, String hash) {
    Instant now = clock.instant();
    return new StoredMedium(
        0,
        incoming.userId(),
        key,
        name(incoming.name(), what.type()),
        what.facts(bytes),
        untrue(incoming.declaredType(), what.type()),
        what.look().animated(),
        hash,
        incoming.altText(),
        incoming.sourceUrl(),
        now,
        now);
  }

  /** The sender's name with its real ending, made of letters that need no escape anywhere. */
  private static String name(@Nullable String given, MediaType type) {
    String last = given == null ? "" : given.substring(given.lastIndexOf('/') + 1);
    String stem = last.contains(".") ? last.substring(0, last.lastIndexOf('.')) : last;
    String plain = stem.replaceAll("[^A-Za-z0-9_-]+", "-").replaceAll("^-+|-+$", "");
    String cut = plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
    return (cut.isEmpty() ? "medium" : cut) + "." + type.ending();
  }

  private static @Nullable String untrue(@Nullable String declared, MediaType type) {
    if (declared == null) {
      return null;
    }
    String plain = declared.split(";")[0].strip().toLowerCase(Locale.ROOT);
    boolean says = plain.matches("(image|video|audio|text)/[a-z0-9.+-]{1,60}");
    boolean same =
        plain.equals(type.contentType()) || plain.equals("image/jpg") && type == MediaType.JPEG;
    return says && !same ? plain : null;
  }

  private static ProblemException refused(Probed.Bad bad) {
    boolean kind = bad.code().equals(MediaProbe.UNSUPPORTED);
    Problem problem =
        Problem.of(
            kind ? 415 : 422,
            bad.code(),
            kind ? "Unsupported media type" : "The request can't be carried out",
            "the file " + bad.message());
    return new ProblemException(problem.about(List.of(new FieldError("file", bad.message()))));
  }

  private static ProblemException missed(PublishFailure why) {
    Problem problem =
        Problem.of(422, why.code(), "The medium can't be fetched", why.message())
            .about(List.of(new FieldError("url", why.message())));
    return new ProblemException(problem.retryable(why.retryable()));
  }
}
