package io.snshub.sandbox;

import io.vertx.core.buffer.Buffer;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * Real pictures of any size. One is painted at a time, a byte for each pixel, and the latest are
 * kept. Thread-safe.
 */
final class Pictures {
  static final int LONGEST_SIDE = 16_384;
  static final long MOST_PIXELS = 8_192L * 8_192;
  private static final int KEPT = 64;
  private static final int LARGEST_KEPT = 1024 * 1024;
  private static final IndexColorModel COLOURS = colours();

  private final Map<Kind, Buffer> painted =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Kind, Buffer> eldest) {
          return size() > KEPT;
        }
      };

  private record Kind(String format, int width, int height) {}

  /** Returns a picture of the format that an ending names. */
  synchronized Buffer of(String ending, int width, int height) {
    Kind kind = new Kind(ending.equals("jpeg") ? "jpg" : ending, width, height);
    Buffer known = painted.get(kind);
    if (known != null) {
      return known;
    }
    Buffer fresh =
        kind.format.equals("webp")
            ? Buffer.buffer(WebpPicture.of(width, height))
            : Buffer.buffer(paint(kind));
    if (fresh.length() <= LARGEST_KEPT) {
      painted.put(kind, fresh);
    }
    return fresh;
  }

  private static byte[] paint(Kind kind) {
    BufferedImage image =
        new BufferedImage(kind.width, kind.height, BufferedImage.TYPE_BYTE_INDEXED, COLOURS);
    byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    for (int y = 0; y < kind.height; y++) {
      for (int x = 0; x < kind.width; x++) {
        long along = (long) x * 255 / kind.width + (long) y * 255 / kind.height;
        pixels[y * kind.width + x] = (byte) (along / 2);
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.setUseCache(false);
      if (!ImageIO.write(image, kind.format, bytes)) {
        throw new IllegalStateException("no writer for " + kind.format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** From blue to pink in 256 steps. */
  private static IndexColorModel colours() {
    byte[] red = new byte[256];
    byte[] green = new byte[256];
    byte[] blue = new byte[256];
    for (int i = 0; i < 256; i++) {
      red[i] = (byte) (29 + (236 - 29) * i / 255);
      green[i] = (byte) (78 + (72 - 78) * i / 255);
      blue[i] = (byte) (216 + (153 - 216) * i / 255);
    }
    return new IndexColorModel(8, 256, red, green, blue);
  }
}
