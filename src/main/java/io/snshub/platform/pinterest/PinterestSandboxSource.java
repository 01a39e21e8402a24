package io.snshub.platform.pinterest;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.RefusedCall;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a pin is made of: reads a {@code media_source} and tells how the pin shows it. */
final class PinterestSandboxSource {
  private static final Set<String> TYPES = Set.of("image/jpeg", "image/png");
  private static final long LARGEST = 20L * 1024 * 1024;
  private static final Duration VIDEO_FACTS = Duration.ofSeconds(2);
  private static final List<String> SIZES = List.of("150x150", "400x300", "600x", "1200x");

  private final PinterestSandboxMedia uploads;

  PinterestSandboxSource(PinterestSandboxMedia uploads) {
    this.uploads = uploads;
  }

  /**
   * What a pin shows.
   *
   * @param creativeType Pinterest's word for its kind
   * @param items one entry a picture; of a video none
   * @param names what was given, for lists of the sandbox
   */
  record Media(String creativeType, List<JsonObject> items, List<String> names, boolean standard) {

    JsonObject json(long pin, Instant made, Instant now) {
      return switch (creativeType) {
        case "CAROUSEL" -> carousel(pin);
        case "VIDEO" -> video(pin, !now.isBefore(made.plus(VIDEO_FACTS)));
        default -> new JsonObject().put("media_type", "image").put("images", images(pin, 0));
      };
    }

    private JsonObject carousel(long pin) {
      JsonArray shown = new JsonArray();
      for (int i = 0; i < items.size(); i++) {
        JsonObject item = items.get(i);
        shown.add(
            new JsonObject()
                .put("item_type", "image")
                .put("title", item.getString("title"))
                .put("description", item.getString("description"))
                .put("link", item.getString("link"))
                .put("images", images(pin, i)));
      }
      return new JsonObject().put("media_type", "multiple_images").put("items", shown);
    }

    /** Size and length are known a little later than the pin. */
    private JsonObject video(long pin, boolean known) {
      JsonObject json =
          new JsonObject()
              .put("media_type", "video")
              .put("cover_image_url", url(pin, 0, "1200x"))
              .put("images", images(pin, 0))
              .putNull("video_url");
      return known
          ? json.put("duration", 15_000).put("width", 720).put("height", 1_280)
          : json.putNull("duration").putNull("width").putNull("height");
    }

    private static JsonObject images(long pin, int index) {
      JsonObject images = new JsonObject();
      for (String size : SIZES) {
        int width = Integer.parseInt(size.substring(0, size.indexOf('x')));
        int height = size.equals("400x300") ? 300 : width;
        images.put(size, image(width, height, url(pin, index, size)));
      }
      return images;
    }

    private static JsonObject image(int width, int height, String url) {
      return new JsonObject().put("width", width).put("height", height).put("url", url);
    }

    private static String url(long pin, int index, String size) {
      String name = Long.toHexString(pin * 8 + index);
      return "https://i.pinimg.com/%s/%s/%s.jpg".formatted(size, name.substring(0, 2), name);
    }
  }

  Media read(Call call, @Nullable Object given) {
    if (!(given instanceof JsonObject source)) {
      throw PinterestSandboxDialect.invalid("'media_source' is a required property");
    }
    String type = PinterestSandboxInput.required(source, "source_type", 100);
    boolean standard = PinterestSandboxInput.flag(source, "is_standard", true);
    return switch (type) {
      case "image_url" -> image("REGULAR", List.of(source), standard, call, false);
      case "image_base64" -> image("REGULAR", List.of(source), standard, call, true);
      case "multiple_image_urls" -> carousel(source, call, false);
      case "multiple_image_base64" -> carousel(source, call, true);
      case "video_id" -> video(source, standard, call);
      case "pin_url" ->
          throw PinterestSandboxDialect.refused(
              403, 29, "You are not permitted to access that resource.");
      default ->
          throw PinterestSandboxDialect.invalid(
              "'" + type + "' is not one of the known source types");
    };
  }

  private Media carousel(JsonObject source, Call call, boolean inline) {
    List<JsonObject> items = PinterestSandboxInput.objects(source, "items", 2, 5);
    Object cover = source.getValue("index");
    if (cover != null && !(cover instanceof Integer index && index >= 0 && index < items.size())) {
      throw PinterestSandboxDialect.invalid("'index' must name one of the items");
    }
    return image("CAROUSEL", items, true, call, inline);
  }

  private static Media image(
      String kind, List<JsonObject> items, boolean standard, Call call, boolean inline) {
    List<String> names = new ArrayList<>();
    List<JsonObject> kept = new ArrayList<>();
    for (JsonObject item : items) {
      names.add(inline ? inline(item) : fetched(item, "url", call));
      JsonObject told = item.copy();
      told.remove("data");
      kept.add(told);
    }
    return new Media(kind, List.copyOf(kept), List.copyOf(names), standard);
  }

  private static String fetched(JsonObject item, String field, Call call) {
    String url = PinterestSandboxInput.required(item, field, 2_048);
    if (!Site.reachable(url, call)) {
      throw PinterestSandboxDialect.refused(
          400, 1, "Unable to reach the URL. Please check the URL is correct and try again.");
    }
    return url;
  }

  private static String inline(JsonObject item) {
    return inline(item, "content_type", "data");
  }

  private static String inline(JsonObject item, String typeField, String dataField) {
    String type =
        PinterestSandboxInput.oneOf(PinterestSandboxInput.required(item, typeField, 50), TYPES);
    String data = PinterestSandboxInput.required(item, dataField, Integer.MAX_VALUE);
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(data);
    } catch (IllegalArgumentException e) {
      throw PinterestSandboxDialect.invalid(
          "'" + dataField + "' does not match '^[a-zA-Z0-9+\\/=]+$'");
    }
    if (bytes.length > LARGEST) {
      throw PinterestSandboxDialect.invalid("the image is too large");
    }
    if (!type.equals(typeOf(bytes))) {
      throw PinterestSandboxDialect.invalid("the image is not of the type " + type);
    }
    return type + ", " + bytes.length + " bytes";
  }

  private static String typeOf(byte[] bytes) {
    if (bytes.length > 3 && (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xd8) {
      return "image/jpeg";
    }
    return bytes.length > 8 && (bytes[0] & 0xff) == 0x89 && bytes[1] == 'P' ? "image/png" : "";
  }

  private Media video(JsonObject source, boolean standard, Call call) {
    String id = PinterestSandboxInput.id(source, "media_id");
    if (id == null) {
      throw PinterestSandboxDialect.invalid("'media_id' is a required property");
    }
    Object frame = source.getValue("cover_image_key_frame_time");
    if (source.getValue("cover_image_url") != null) {
      fetched(source, "cover_image_url", call);
    } else if (source.getValue("cover_image_data") != null
        && source.getValue("cover_image_content_type") != null) {
      inline(source, "cover_image_content_type", "cover_image_data");
    } else if (!(frame instanceof Integer seconds && seconds >= 0)) {
      throw noCover();
    }
    uploads.usable(id, call);
    return new Media("VIDEO", List.of(), List.of("video " + id), standard);
  }

  private static RefusedCall noCover() {
    return PinterestSandboxDialect.invalid(
        "a video Pin needs one of cover_image_url or cover_image_content_type with"
            + " cover_image_data, or cover_image_key_frame_time");
  }
}
