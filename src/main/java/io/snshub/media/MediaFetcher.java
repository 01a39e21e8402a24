package io.snshub.media;

import io.snshub.post.PublishFailure;
import io.snshub.post.PublishFailure.Permanent;
import io.snshub.post.PublishFailure.Transient;
import io.snshub.store.NoSpaceLeftException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings a medium from a URL that a user wrote. Each address on the way, the first and those that
 * it is sent on to, is looked up, checked, and then connected to as checked: a name that means
 * something else a moment later gains nothing. A failure leaves no file.
 */
final class MediaFetcher {
  private static final int MOST_REDIRECTS = 5;

  private final MediaSettings settings;
  private final MediaProbe probe;
  private final LongConsumer room;
  private final Supplier<MediaDownload> downloads;
  private final ExecutorService blocking;

  /**
   * Makes a fetcher.
   *
   * @param room refuses when there is no room for so many bytes more
   * @param blocking threads for names and files, so that no lane waits for them
   */
  MediaFetcher(
      MediaSettings settings,
      MediaProbe probe,
      LongConsumer room,
      Supplier<MediaDownload> downloads,
      ExecutorService blocking) {
    this.settings = settings;
    this.probe = probe;
    this.room = room;
    this.downloads = downloads;
    this.blocking = blocking;
  }

  /** What a fetch brought. */
  sealed interface Brought {
    /** The file is whole, and this is what it is. */
    record Here(Probed.Good what) implements Brought {}

    /** There is no file, and why. */
    record Missing(PublishFailure why) implements Brought {}
  }

  /** Where a fetch is on its way. */
  private record Hop(String url, int number, long deadline) {
    Duration left() {
      return Duration.ofNanos(deadline - System.nanoTime());
    }
  }

  /** Returns where a URL is fetched from. */
  String source(String url) {
    return settings.mirrored(url);
  }

  /**
   * Fetches into a file that must not exist yet. Never completes with an exception of the network.
   */
  CompletionStage<Brought> bring(String url, Path file) {
    Hop first = new Hop(url, 0, System.nanoTime() + settings.timeout().toNanos());
    return CompletableFuture.supplyAsync(() -> go(first, file), blocking)
        .thenCompose(stage -> stage);
  }

  private CompletionStage<Brought> go(Hop hop, Path file) {
    String url = source(hop.url);
    MediaTarget target = MediaTarget.of(url);
    if (target == null) {
      return missing("media_url_invalid", MediaTarget.withoutQuery(url) + " can't be fetched");
    }
    InetAddress address;
    try {
      room.accept(0);
      address = address(target);
    } catch (UnknownHostException e) {
      return passing("media_unreachable", target.shown() + ": unknown host");
    } catch (RuntimeException e) {
      if (NoSpaceLeftException.causes(e)) {
        return passing("no_room", "there is no room to store " + target.shown());
      }
      throw e;
    }
    if (address == null) {
      return missing(
          "media_address_forbidden", target.shown() + " has an address that isn't public");
    }
    return downloads
        .get()
        .fetch(target, address, file, hop.left(), room)
        .toCompletionStage()
        .thenComposeAsync(result -> settle(hop, target, result, file), blocking);
  }

  /** Returns the address to connect to, or null when there is one that nobody may be sent to. */
  private @Nullable InetAddress address(MediaTarget target) throws UnknownHostException {
    InetAddress[] addresses = InetAddress.getAllByName(target.host());
    boolean open = Arrays.stream(addresses).allMatch(PublicAddress::isPublic);
    return open || target.trusted(settings.trustedOrigins()) ? addresses[0] : null;
  }

  private CompletionStage<Brought> settle(
      Hop hop, MediaTarget target, MediaDownload.Result result, Path file) {
    if (result instanceof MediaDownload.Result.SentOn sent) {
      return sentOn(hop, target, sent.location(), file);
    }
    if (result instanceof MediaDownload.Result.Missed missed) {
      delete(file);
      return CompletableFuture.completedFuture(new Brought.Missing(missed.why()));
    }
    try {
      Probed probed = probe.look(file);
      if (probed instanceof Probed.Good good) {
        return CompletableFuture.completedFuture(new Brought.Here(good));
      }
      Probed.Bad bad = (Probed.Bad) probed;
      delete(file);
      return missing(bad.code(), target.shown() + " " + bad.message());
    } catch (IOException e) {
      delete(file);
      throw new UncheckedIOException(e);
    }
  }

  private CompletionStage<Brought> sentOn(Hop hop, MediaTarget from, String location, Path file) {
    if (hop.number == MOST_REDIRECTS) {
      return missing(
          "media_redirected", from.shown() + " is sent on more than " + MOST_REDIRECTS + " times");
    }
    URI next;
    try {
      next = URI.create(hop.url).resolve(location);
    } catch (IllegalArgumentException e) {
      return missing("media_redirected", from.shown() + " is sent on to nowhere");
    }
    if (hop.url.regionMatches(true, 0, "https:", 0, 6) && !"https".equals(next.getScheme())) {
      return missing(
          "media_redirected", from.shown() + " is sent on from https to something less safe");
    }
    return go(new Hop(next.toString(), hop.number + 1, hop.deadline), file);
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CompletionStage<Brought> missing(String code, String message) {
    return CompletableFuture.completedFuture(new Brought.Missing(new Permanent(code, message)));
  }

  private static CompletionStage<Brought> passing(String code, String message) {
    return CompletableFuture.completedFuture(
        new Brought.Missing(new Transient(code, message, null)));
  }
}
