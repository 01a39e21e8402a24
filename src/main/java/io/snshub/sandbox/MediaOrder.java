package io.snshub.sandbox;

import io.vertx.core.http.HttpServerRequest;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What kind of medium somebody asks for: {@code ?width=&height=&seconds=&bytes=}. The defaults suit
 * every platform.
 *
 * @param width pixels across
 * @param height pixels down
 * @param millis a video's length
 * @param bytes the file's size, or null for the size that comes by itself
 */
record MediaOrder(int width, int height, long millis, @Nullable Long bytes) {
  private static final long LARGEST = 8L * 1024 * 1024 * 1024;
  private static final int LONGEST_SECONDS = 43_200;

  static MediaOrder picture(HttpServerRequest request) {
    MediaOrder order = read(request, 1_080, 1_080);
    if ((long) order.width * order.height > Pictures.MOST_PIXELS) {
      throw new BadInput("width, height: at most " + Pictures.MOST_PIXELS + " pixels together");
    }
    return order;
  }

  static MediaOrder video(HttpServerRequest request) {
    MediaOrder order = read(request, 720, 1_280);
    if (order.width % 2 != 0 || order.height % 2 != 0) {
      throw new BadInput("width, height: must be even for a video");
    }
    return order;
  }

  private static MediaOrder read(HttpServerRequest request, int width, int height) {
    return new MediaOrder(
        (int) number(request, "width", width, 1, Pictures.LONGEST_SIDE),
        (int) number(request, "height", height, 1, Pictures.LONGEST_SIDE),
        millis(request.getParam("seconds")),
        request.getParam("bytes") == null ? null : number(request, "bytes", 0, 1, LARGEST));
  }

  private static long number(
      HttpServerRequest request, String name, long absent, long least, long most) {
    String text = request.getParam(name);
    if (text == null) {
      return absent;
    }
    if (text.matches("\\d{1,12}")) {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw new BadInput(name + ": must be a whole number from " + least + " to " + most);
  }

  private static long millis(@Nullable String seconds) {
    if (seconds == null) {
      return 15_000;
    }
    if (seconds.matches("\\d{1,5}(\\.\\d{1,3})?")) {
      long millis = new BigDecimal(seconds).movePointRight(3).longValueExact();
      if (millis > 0 && millis <= LONGEST_SECONDS * 1_000L) {
        return millis;
      }
    }
    throw new BadInput("seconds: must be a number from 0.001 to " + LONGEST_SECONDS);
  }
}
