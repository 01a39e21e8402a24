package io.snshub.media;

import io.snshub.post.Media.Kind;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a file is by its first bytes.
 *
 * @param contentType its media type, or what it is in words when it isn't one that is taken
 * @param ending for the name of such a file
 * @param kind picture or video; unknown when it isn't taken
 */
record MediaType(String contentType, String ending, Kind kind) {
  static final MediaType JPEG = new MediaType("image/jpeg", "jpg", Kind.IMAGE);
  static final MediaType PNG = new MediaType("image/png", "png", Kind.IMAGE);
  static final MediaType GIF = new MediaType("image/gif", "gif", Kind.IMAGE);
  static final MediaType WEBP = new MediaType("image/webp", "webp", Kind.IMAGE);
  static final MediaType MP4 = new MediaType("video/mp4", "mp4", Kind.VIDEO);
  static final MediaType MOV = new MediaType("video/quicktime", "mov", Kind.VIDEO);
  static final MediaType WEBM = new MediaType("video/webm", "webm", Kind.VIDEO);
  static final String TAKEN = "JPEG, PNG, GIF, WebP, MP4, MOV or WebM";

  private static final int LOOKED_AT = 512;
  private static final int MOST_BRANDS = 32;
  private static final Set<String> OLD_MOVIE = Set.of("moov", "mdat", "wide", "pnot");
  private static final Set<String> MP4_BRANDS =
      Set.of("isom", "mp41", "mp42", "avc1", "dash", "MSNV", "M4V ", "M4VH", "M4VP", "f4v ");

  static MediaType of(FileWindow file) throws IOException {
    String head = file.text(0, LOOKED_AT);
    if (head.startsWith("\u00ff\u00d8\u00ff")) {
      return JPEG;
    }
    if (head.startsWith("\u0089PNG\r\n\u001a\n")) {
      return PNG;
    }
    if (head.startsWith("GIF87a") || head.startsWith("GIF89a")) {
      return GIF;
    }
    if (head.startsWith("RIFF")) {
      return head.startsWith("WEBP", 8) ? WEBP : other(head.startsWith("AVI ", 8) ? "AVI" : "RIFF");
    }
    if (head.startsWith("\u001aE\u00df\u00a3")) {
      return head.contains("webm") ? WEBM : other("Matroska");
    }
    if (head.startsWith("ftyp", 4)) {
      return branded(file, head);
    }
    return head.length() >= 8 && OLD_MOVIE.contains(head.substring(4, 8)) ? MOV : other(name(head));
  }

  private static MediaType branded(FileWindow file, String head) throws IOException {
    String brand = head.length() < 12 ? "" : head.substring(8, 12);
    if (brand.equals("qt  ")) {
      return MOV;
    }
    String refused = refused(brand);
    if (refused != null) {
      return other(refused);
    }
    if (mp4(brand)) {
      return MP4;
    }
    long end = Math.min(file.u32(0), 16 + 4L * MOST_BRANDS);
    for (long at = 16; at + 4 <= end && at + 4 <= file.length(); at += 4) {
      if (mp4(file.text(at, 4))) {
        return MP4;
      }
    }
    return other("an unknown form of MP4");
  }

  private static boolean mp4(String brand) {
    return MP4_BRANDS.contains(brand) || brand.matches("iso[2-9]");
  }

  private static @Nullable String refused(String brand) {
    return switch (brand) {
      case "heic", "heix", "hevc", "heim", "heis", "mif1", "msf1" -> "HEIC";
      case "avif", "avis" -> "AVIF";
      case "M4A ", "M4B ", "M4P " -> "MPEG-4 audio";
      case "crx " -> "a camera's raw picture";
      default -> brand.startsWith("3g") ? "3GPP" : null;
    };
  }

  /** Puts into words what else people send. */
  private static String name(String head) {
    String text = head.strip().toLowerCase(Locale.ROOT);
    if (head.isEmpty()) {
      return "empty";
    }
    if (text.startsWith("<!doctype html") || text.startsWith("<html")) {
      return "HTML";
    }
    if (text.startsWith("<svg") || text.startsWith("<?xml") && text.contains("<svg")) {
      return "SVG";
    }
    if (head.startsWith("%PDF")) {
      return "PDF";
    }
    if (head.startsWith("BM") && head.indexOf('\0') >= 0) {
      return "BMP";
    }
    if (head.startsWith("II*\0") || head.startsWith("MM\0*")) {
      return "TIFF";
    }
    if (head.startsWith("PK\u0003\u0004")) {
      return "ZIP";
    }
    if (head.startsWith("ID3") || head.startsWith("OggS") || head.startsWith("fLaC")) {
      return "audio";
    }
    boolean readable =
        head.chars().allMatch(c -> c >= ' ' && c != 127 || Character.isWhitespace(c));
    return readable ? "text" : "none of the known kinds";
  }

  private static MediaType other(String name) {
    return new MediaType(name, "", Kind.UNKNOWN);
  }
}
