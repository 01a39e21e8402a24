package io.snshub.platform.pinterest;

import io.snshub.platform.FetchedMedia;
import io.snshub.platform.LaneWork;
import io.snshub.platform.MediaFetch;
import io.snshub.post.Media;
import io.snshub.post.MediaFacts;
import io.snshub.post.Outcome;
import io.snshub.post.PublishFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Pictures that go along with the call itself. Those that were uploaded to the hub do, and those of
 * a private address: Pinterest may not reach them. They are read when they are sent, into memory,
 * so all of them together have to be small.
 */
final class PinterestPictures {
  private static final Set<String> TYPES = Set.of("image/jpeg", "image/png");
  private static final long MOST_BYTES = 10 << 20;
  private static final Pattern PRIVATE =
      Pattern.compile(
          "https?://(localhost|127\\.[\\d.]+|10\\.[\\d.]+|192\\.168\\.[\\d.]+"
              + "|172\\.(1[6-9]|2\\d|3[01])\\.[\\d.]+|\\[[^]]*]|[^./:]+)(:\\d+)?/.*",
          Pattern.CASE_INSENSITIVE);

  private PinterestPictures() {}

  /** One picture in Base64. */
  record Picture(String contentType, String data) {
    Map<String, Object> json() {
      return Map.of("content_type", contentType, "data", data);
    }
  }

  /**
   * The pictures read so far.
   *
   * @param wanted how many there will be
   * @param failure why one can't be read, or null
   */
  record Album(List<Picture> pictures, int wanted, @Nullable PublishFailure failure) {}

  /** Tells whether the pictures are to be sent along. */
  static boolean sentAlong(LaneWork work) {
    long bytes = 0;
    boolean hidden = false;
    for (Media media : work.content().media()) {
      MediaFacts facts = media.facts();
      if (facts == null || !TYPES.contains(facts.contentType())) {
        return false;
      }
      bytes += facts.bytes();
      hidden |= media.id() != null || PRIVATE.matcher(media.url()).matches();
    }
    return hidden && bytes <= MOST_BYTES;
  }

  static Album begin(@Variable("work") LaneWork work) {
    int wanted = PinterestHandle.of(work).inline() ? work.content().media().size() : 0;
    return new Album(List.of(), wanted, null);
  }

  static boolean more(@Variable("album") Album album) {
    return album.failure() == null && album.pictures().size() < album.wanted();
  }

  static Media next(@Variable("work") LaneWork work, @Variable("album") Album album) {
    return work.content().media().get(album.pictures().size());
  }

  static Album taken(@Body MediaFetch fetch, @Variable("album") Album album) {
    if (fetch instanceof MediaFetch.Missing missing) {
      return new Album(album.pictures(), album.wanted(), missing.failure());
    }
    FetchedMedia file = ((MediaFetch.Fetched) fetch).media();
    try {
      String data = Base64.getEncoder().encodeToString(Files.readAllBytes(file.path()));
      List<Picture> more = new ArrayList<>(album.pictures());
      more.add(new Picture(file.contentType(), data));
      return new Album(List.copyOf(more), album.wanted(), null);
    } catch (IOException e) {
      return new Album(
          album.pictures(),
          album.wanted(),
          new PublishFailure.Transient(
              "media_unreadable", "pinterest: a picture can't be read just now", null));
    }
  }

  static boolean failed(@Variable("album") Album album) {
    return album.failure() != null;
  }

  /** Nothing was sent. */
  static Outcome notSent(@Variable("album") Album album) {
    return new Outcome.Refused(Objects.requireNonNull(album.failure()));
  }
}
