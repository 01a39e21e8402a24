package io.snshub.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.sandbox.Sandbox;
import io.snshub.sandbox.SandboxSettings;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaProbeTest {
  private static final Sandbox SANDBOX =
      new Sandbox(SandboxSettings.onFreePort(), List.of(), Clock.systemUTC());

  @TempDir Path directory;

  private final MediaProbe probe = new MediaProbe(100_000_000);

  @BeforeAll
  static void start() {
    SANDBOX.start();
  }

  @AfterAll
  static void stop() {
    SANDBOX.stop();
  }

  @ParameterizedTest
  @CsvSource({
    "a.jpg, image/jpeg, 1080, 1080,",
    "a.jpg?width=320&height=200, image/jpeg, 320, 200,",
    "a.png, image/png, 1080, 1080,",
    "a.png?width=1&height=1, image/png, 1, 1,",
    "a.gif?width=7&height=9, image/gif, 7, 9,",
    "a.webp, image/webp, 1080, 1080,",
    "a.webp?width=16384&height=3, image/webp, 16384, 3,",
    "a.mp4, video/mp4, 720, 1280, 15000",
    "a.m4v, video/mp4, 720, 1280, 15000",
    "a.mov, video/quicktime, 720, 1280, 15000",
    "a.mp4?width=1920&height=1080&seconds=0.5, video/mp4, 1920, 1080, 500",
    "a.mp4?seconds=14400, video/mp4, 720, 1280, 14400000",
    "a.mp4?bytes=1000, video/mp4, 720, 1280, 15000",
    "a.mov?bytes=2000000, video/quicktime, 720, 1280, 15000"
  })
  void reads_what_the_sandbox_makes(
      String name, String type, int width, int height, @Nullable Long millis) throws Exception {
    Probed.Good good = good(made(name));

    assertThat(good.type().contentType()).isEqualTo(type);
    assertThat(good.look().width()).isEqualTo(width);
    assertThat(good.look().height()).isEqualTo(height);
    assertThat(good.look().duration()).isEqualTo(millis == null ? null : Duration.ofMillis(millis));
    assertThat(good.look().animated()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "lie.jpg, media_type_unsupported, is HTML",
    "garbage.png, media_type_unsupported, none of the known kinds",
    "bomb.png, media_too_many_pixels, 60000 × 60000",
    "bomb.gif, media_too_many_pixels, 60000 × 60000"
  })
  void refuses_what_the_sandbox_makes_badly(String name, String code, String words)
      throws Exception {
    Probed.Bad bad = bad(made("bad/" + name));

    assertThat(bad.code()).isEqualTo(code);
    assertThat(bad.message()).contains(words);
  }

  @Test
  void a_bomb_in_jpeg_is_known_by_what_it_declares() throws IOException {
    byte[] jpeg = painted("jpg", 64, 64);
    int frame = indexOf(jpeg, 0xff, 0xc0);
    ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 60_000).putShort(frame + 7, (short) 60_000);

    assertThat(bad(jpeg).code()).isEqualTo("media_too_many_pixels");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "png", "gif"})
  void a_picture_that_was_cut_off_is_damaged(String format) throws IOException {
    byte[] whole = painted(format, 200, 100);

    Probed.Bad bad = bad(Arrays.copyOf(whole, whole.length * 2 / 3));

    assertThat(bad.code()).isEqualTo("media_damaged");
    assertThat(bad.message()).contains("cut off");
  }

  @Test
  void a_video_that_was_cut_off_is_damaged() throws Exception {
    byte[] whole = made("a.mp4");

    assertThat(bad(Arrays.copyOf(whole, whole.length - 1)).message()).contains("cut off");
    assertThat(bad(Arrays.copyOf(whole, 24)).message()).contains("no index");
  }

  @Test
  void a_camera_that_lay_on_its_side_swaps_width_and_height() throws IOException {
    byte[] picture = painted("jpg", 40, 30);

    for (boolean little : List.of(true, false)) {
      for (int orientation = 1; orientation <= 8; orientation++) {
        Probed.Look look = good(withOrientation(picture, orientation, little)).look();
        assertThat(look.width()).as("%s", orientation).isEqualTo(orientation < 5 ? 40 : 30);
        assertThat(look.height()).as("%s", orientation).isEqualTo(orientation < 5 ? 30 : 40);
      }
    }
  }

  @Test
  void a_phone_that_lay_on_its_side_swaps_them_too() throws Exception {
    byte[] video = made("a.mp4?width=1280&height=720");
    ByteBuffer bytes = ByteBuffer.wrap(video);
    int matrix = indexOf(video, 't', 'k', 'h', 'd') + 4 + 40;
    bytes.putInt(matrix, 0).putInt(matrix + 4, 0x10000).putInt(matrix + 12, 0xffff0000);
    bytes.putInt(matrix + 16, 0);

    assertThat(good(video).look().width()).isEqualTo(720);
    assertThat(good(video).look().height()).isEqualTo(1280);
  }

  @Test
  void an_index_may_stand_at_the_end() throws Exception {
    byte[] video = made("a.mp4?bytes=20000&seconds=2");
    int index = indexOf(video, 'm', 'o', 'o', 'v') - 4;
    int data = indexOf(video, 'm', 'd', 'a', 't') - 4;

    byte[] turned =
        concat(
            Arrays.copyOf(video, index),
            Arrays.copyOfRange(video, data, video.length),
            Arrays.copyOfRange(video, index, data));

    assertThat(good(turned).look().duration()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void a_video_that_was_written_as_it_went_tells_its_length_by_its_fragments() throws Exception {
    byte[] video = made("a.mp4?bytes=20000&seconds=2");
    ByteBuffer bytes = ByteBuffer.wrap(video);
    bytes.putInt(indexOf(video, 'm', 'v', 'h', 'd') + 20, 0);
    bytes.putInt(indexOf(video, 'm', 'd', 'h', 'd') + 20, 0);

    byte[] each =
        box(
            "moof",
            box(
                "traf",
                box("tfhd", ints(0x08, 1, 15_000)),
                box("tfdt", ints(0, 0)),
                box("trun", ints(0, 30))));
    byte[] later =
        box(
            "moof",
            box(
                "traf",
                box("tfhd", ints(0, 1)),
                box("tfdt", ints(0x01000000, 0, 450_000)),
                box("trun", ints(0x101, 2, 0, 30_000, 15_000))));

    assertThat(good(video).look().duration()).isNull();
    assertThat(good(concat(video, each)).look().duration()).isEqualTo(Duration.ofSeconds(15));
    assertThat(good(concat(video, each, later)).look().duration())
        .isEqualTo(Duration.ofMillis(16_500));
  }

  private static byte[] box(String name, byte[]... parts) {
    byte[] inside = concat(parts);
    return concat(ints(inside.length + 8), name.getBytes(StandardCharsets.US_ASCII), inside);
  }

  @Test
  void a_sound_without_a_picture_is_no_video() throws Exception {
    byte[] video = made("a.mp4");
    int handler = indexOf(video, 'v', 'i', 'd', 'e');
    System.arraycopy("soun".getBytes(StandardCharsets.US_ASCII), 0, video, handler, 4);

    assertThat(bad(video).message()).contains("no video track");
  }

  @Test
  void a_gif_with_two_pictures_moves() throws IOException {
    byte[] gif = painted("gif", 5, 5);
    byte[] frame = Arrays.copyOfRange(gif, indexOf(gif, 0x2c, 0, 0, 0, 0), gif.length);

    byte[] two = concat(Arrays.copyOf(gif, gif.length - 1), frame);

    assertThat(good(gif).look().animated()).isFalse();
    assertThat(good(two).look().animated()).isTrue();
  }

  @Test
  void webp_tells_its_size_in_three_ways() throws IOException {
    byte[] lossy = riff("VP8 ", 0x10, 0, 0, 0x9d, 0x01, 0x2a, 0x40, 0x01, 0xf0, 0x00);
    byte[] extended = riff("VP8X", 2, 0, 0, 0, 0x3f, 0x01, 0, 0xef, 0, 0);

    assertThat(good(lossy).look()).isEqualTo(Probed.Look.picture(320, 240, false));
    assertThat(good(extended).look()).isEqualTo(Probed.Look.picture(320, 240, true));
    assertThat(bad(Arrays.copyOf(lossy, lossy.length - 2)).message()).contains("cut off");
  }

  @Test
  void webm_tells_size_and_length() throws IOException {
    byte[] film =
        element(
            0x18538067,
            element(0x1549A966, element(0x4489, ints(Float.floatToIntBits(2_500f)))),
            element(
                0x1654AE6B,
                element(
                    0xAE,
                    element(0xE0, element(0xB0, bytes(2, 0x80)), element(0xBA, bytes(1, 0xe0))))));
    byte[] head = element(0x1A45DFA3, element(0x4282, "webm".getBytes(StandardCharsets.US_ASCII)));

    Probed.Good good = good(concat(head, film));

    assertThat(good.type()).isEqualTo(MediaType.WEBM);
    assertThat(good.look()).isEqualTo(new Probed.Look(640, 480, Duration.ofMillis(2_500), false));
  }

  @ParameterizedTest
  @CsvSource({
    "<!DOCTYPE html><p>, HTML",
    "<svg xmlns='http://www.w3.org/2000/svg'/>, SVG",
    "%PDF-1.7, PDF",
    "just a text, text",
    "'', empty"
  })
  void says_what_it_found_instead(String content, String words) throws IOException {
    assertThat(bad(content.getBytes(StandardCharsets.UTF_8)).message()).contains("is " + words);
  }

  @ParameterizedTest
  @CsvSource({"heic, HEIC", "avif, AVIF", "'M4A ', audio", "3gp4, 3GPP", "zzzz, unknown"})
  void other_contents_of_an_mp4_box_are_named(String brand, String words) throws IOException {
    byte[] file = concat(ints(16), ("ftyp" + brand).getBytes(StandardCharsets.US_ASCII), ints(0));

    assertThat(bad(file).message()).contains(words);
  }

  @Test
  void sizes_that_a_file_claims_cost_nothing() throws IOException {
    byte[] type = concat(ints(16), "ftypisom".getBytes(StandardCharsets.US_ASCII), ints(512));
    byte[] huge = concat(ints(1), "moov".getBytes(StandardCharsets.US_ASCII), ints(0x7fffffff, -1));
    byte[] negative = concat(ints(1), "moov".getBytes(StandardCharsets.US_ASCII), ints(-1, -1));
    byte[] tiny = concat(ints(3), "moov".getBytes(StandardCharsets.US_ASCII));

    assertThat(bad(concat(type, huge)).message()).contains("cut off");
    assertThat(bad(concat(type, negative)).message()).contains("impossible size");
    assertThat(bad(concat(type, tiny)).message()).contains("impossible size");
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void a_file_of_nothing_but_tiny_parts_comes_to_an_end() throws IOException {
    byte[] type = concat(ints(16), "ftypisom".getBytes(StandardCharsets.US_ASCII), ints(512));
    ByteBuffer parts = ByteBuffer.allocate(8 * 1024 * 1024);
    while (parts.hasRemaining()) {
      parts.putInt(8).putInt(0x66726565);
    }

    assertThat(bad(concat(type, parts.array())).message()).contains("too many parts");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.jpg", "a.png", "a.gif", "a.webp", "a.mp4?bytes=20000", "a.mov"})
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void no_broken_file_breaks_the_probe(String name) throws Exception {
    byte[] whole = made(name);
    byte[] good = Arrays.copyOf(whole, Math.min(whole.length, 30_000));
    Random random = new Random(name.hashCode());

    for (int round = 0; round < 1_500; round++) {
      byte[] broken = Arrays.copyOf(good, 1 + random.nextInt(good.length));
      for (int i = random.nextInt(8); i >= 0; i--) {
        // what steers a reader stands at the front
        int reach = random.nextBoolean() ? Math.min(broken.length, 900) : broken.length;
        broken[random.nextInt(reach)] = (byte) random.nextInt(256);
      }
      assertThat(look(broken)).isNotNull();
    }
  }

  private Probed look(byte[] bytes) throws IOException {
    return probe.look(Files.write(directory.resolve("file"), bytes));
  }

  private Probed.Good good(byte[] bytes) throws IOException {
    Probed probed = look(bytes);
    assertThat(probed).isInstanceOf(Probed.Good.class);
    return (Probed.Good) probed;
  }

  private Probed.Bad bad(byte[] bytes) throws IOException {
    Probed probed = look(bytes);
    assertThat(probed).isInstanceOf(Probed.Bad.class);
    return (Probed.Bad) probed;
  }

  private static byte[] made(String name) throws IOException, InterruptedException {
    URI uri = URI.create(SANDBOX.baseUrl() + "/_sandbox/media/" + name);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray())
        .body();
  }

  private static byte[] painted(String format, int width, int height) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, bytes);
    return bytes.toByteArray();
  }

  private static byte[] withOrientation(byte[] jpeg, int orientation, boolean little) {
    ByteBuffer exif =
        ByteBuffer.allocate(36)
            .putShort((short) 0xffe1)
            .putShort((short) 34)
            .put("Exif\0\0".getBytes(StandardCharsets.US_ASCII))
            .put((little ? "II" : "MM").getBytes(StandardCharsets.US_ASCII))
            .order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN)
            .putShort((short) 42)
            .putInt(8)
            .putShort((short) 1)
            .putShort((short) 0x0112)
            .putShort((short) 3)
            .putInt(1)
            .putShort((short) orientation);
    return concat(Arrays.copyOf(jpeg, 2), exif.array(), Arrays.copyOfRange(jpeg, 2, jpeg.length));
  }

  private static byte[] riff(String form, int... data) {
    ByteBuffer bytes = ByteBuffer.allocate(20 + data.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(12 + data.length);
    bytes.put(("WEBP" + form).getBytes(StandardCharsets.US_ASCII)).putInt(data.length);
    return bytes.put(bytes(data)).array();
  }

  private static byte[] element(int id, byte[]... parts) {
    byte[] inside = concat(parts);
    String hex = Integer.toHexString(id);
    byte[] name = new java.math.BigInteger(hex, 16).toByteArray();
    int from = name[0] == 0 ? 1 : 0;
    return concat(
        Arrays.copyOfRange(name, from, name.length), ints(0x10000000 | inside.length), inside);
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static byte[] ints(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * 4);
    for (int value : values) {
      bytes.putInt(value);
    }
    return bytes.array();
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }

  private static int indexOf(byte[] bytes, int... wanted) {
    for (int at = 0; at + wanted.length <= bytes.length; at++) {
      boolean here = true;
      for (int i = 0; i < wanted.length; i++) {
        here &= bytes[at + i] == (byte) wanted[i];
      }
      if (here) {
        return at;
      }
    }
    throw new AssertionError("not found");
  }
}
