package io.snshub.media;

import io.snshub.post.Media.Kind;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Tells from a file's own bytes what it is and how large it shows. Nothing is decoded: a picture of
 * 60 000 × 60 000 costs as much to look at as any other. Whatever the file holds, the memory is
 * that of a small buffer and the time is bounded. Thread-safe.
 */
final class MediaProbe {
  static final String UNSUPPORTED = "media_type_unsupported";
  static final String DAMAGED = "media_damaged";
  static final String TOO_MANY_PIXELS = "media_too_many_pixels";

  private final long mostPixels;

  /**
   * Makes a probe.
   *
   * @param mostPixels the largest width × height that is let through
   */
  MediaProbe(long mostPixels) {
    this.mostPixels = mostPixels;
  }

  /**
   * Looks at a file.
   *
   * @throws IOException when it can't be read from the disk
   */
  Probed look(Path path) throws IOException {
    try (FileWindow file = new FileWindow(path)) {
      MediaType type = MediaType.of(file);
      if (type.kind() == Kind.UNKNOWN) {
        return new Probed.Bad(
            UNSUPPORTED,
            file.length() == 0
                ? "is empty"
                : "is " + type.contentType() + ", not " + MediaType.TAKEN);
      }
      try {
        return sized(type, read(type, file));
      } catch (DamagedMediaException e) {
        return new Probed.Bad(
            DAMAGED, "begins as " + type.contentType() + " but " + e.getMessage());
      }
    }
  }

  private static Probed.Look read(MediaType type, FileWindow file) throws IOException {
    return switch (type.ending()) {
      case "jpg" -> JpegProbe.look(file);
      case "png" -> PictureProbe.png(file);
      case "gif" -> PictureProbe.gif(file);
      case "webp" -> PictureProbe.webp(file);
      case "webm" -> WebmProbe.look(file);
      default -> new MovieProbe(file).look();
    };
  }

  private Probed sized(MediaType type, Probed.Look look) throws DamagedMediaException {
    if (look.width() == null || look.height() == null) {
      return new Probed.Good(type, look);
    }
    if (look.width() < 1 || look.height() < 1) {
      throw new DamagedMediaException("says that it has no pixels");
    }
    if ((long) look.width() * look.height() > mostPixels) {
      return new Probed.Bad(
          TOO_MANY_PIXELS,
          "shows %d × %d pixels, at most %d together"
              .formatted(look.width(), look.height(), mostPixels));
    }
    return new Probed.Good(type, look);
  }
}
