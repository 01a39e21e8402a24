package io.snshub.sandbox;

import io.vertx.core.buffer.Buffer;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.imageio.ImageIO;

/** Real pictures, painted once a format. */
final class Pictures {
  private static final int SIDE = 640;
  private static final Map<String, Buffer> PAINTED = new ConcurrentHashMap<>();

  private Pictures() {}

  /** Returns a picture of the format that an ending names. */
  static Buffer of(String ending) {
    return PAINTED.computeIfAbsent(ending.equals("jpeg") ? "jpg" : ending, Pictures::paint);
  }

  private static Buffer paint(String format) {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = image.createGraphics();
    canvas.setPaint(
        new GradientPaint(0, 0, new Color(29, 78, 216), SIDE, SIDE, new Color(236, 72, 153)));
    canvas.fillRect(0, 0, SIDE, SIDE);
    canvas.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.setUseCache(false);
      if (!ImageIO.write(image, format, bytes)) {
        throw new IllegalStateException("no writer for " + format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Buffer.buffer(bytes.toByteArray());
  }
}
