package io.snshub.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.platform.MediaFetch;
import io.snshub.platform.StubPlatform;
import io.snshub.post.Media;
import io.snshub.post.MediaFacts;
import io.snshub.post.PublishFailure;
import io.vertx.core.Vertx;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class MediaCacheTest {
  private static final byte[] PIXELS = painted();
  private static final StubPlatform.Bytes PICTURE = new StubPlatform.Bytes(200, PIXELS);

  @TempDir Path directory;

  private final StubPlatform origin = new StubPlatform();
  private final Vertx vertx = Vertx.vertx();
  private final ExecutorService threads = Executors.newFixedThreadPool(4);

  @AfterEach
  void close() {
    threads.shutdownNow();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    origin.close();
  }

  @Test
  void brings_a_medium_here_and_keeps_it() throws IOException {
    origin.answers(PICTURE);
    MediaCache cache = cache(1000, origin.url());

    MediaFetch.Fetched first = (MediaFetch.Fetched) fetch(cache, origin.url() + "/a.jpg?sig=1");
    MediaFetch second = fetch(cache, origin.url() + "/a.jpg?sig=1");

    assertThat(first.media().facts())
        .isEqualTo(new MediaFacts("image/png", PIXELS.length, 6, 4, null));
    assertThat(first.media().path()).hasBinaryContent(PIXELS);
    assertThat(second).isEqualTo(first);
    assertThat(origin.seen()).hasSize(1);
    assertThat(origin.seen().get(0).target()).isEqualTo("/a.jpg?sig=1");
    assertThat(names()).hasSize(2).noneMatch(name -> name.endsWith(".part"));
  }

  @Test
  void a_page_that_calls_itself_a_picture_is_refused_and_leaves_nothing() {
    origin.answers(
        new StubPlatform.Answer(200, Map.of("Content-Type", "image/jpeg"), "<html>Sign in</html>"));

    PublishFailure lie = failure(fetch(cache(1000, origin.url()), origin.url() + "/a.jpg"));

    assertThat(lie).isInstanceOf(PublishFailure.Permanent.class);
    assertThat(lie.code()).isEqualTo("media_type_unsupported");
    assertThat(lie.message()).startsWith(origin.url() + "/a.jpg is HTML, not JPEG");
    assertThat(names()).isEmpty();
  }

  @Test
  void a_picture_that_would_burst_is_refused_and_leaves_nothing() {
    byte[] bomb = PIXELS.clone();
    ByteBuffer.wrap(bomb).putInt(16, 60_000).putInt(20, 60_000);
    origin.answers(new StubPlatform.Bytes(200, bomb));

    assertThat(failure(fetch(cache(1000, origin.url()), origin.url() + "/a.png")).code())
        .isEqualTo("media_too_many_pixels");
    assertThat(names()).isEmpty();
  }

  @Test
  void what_never_ends_is_cut_off_at_the_limit() {
    origin.answers(new StubPlatform.Endless("GIF89a", 0));

    assertThat(failure(fetch(cache(100_000, origin.url()), origin.url() + "/a.gif")).code())
        .isEqualTo("media_too_large");
    assertThat(names()).isEmpty();
  }

  @Test
  void what_trickles_in_is_given_up() {
    origin.answers(new StubPlatform.Endless("GIF89a", 20));

    PublishFailure slow = failure(fetch(cache(1000, origin.url()), origin.url() + "/a.gif"));

    assertThat(slow.code()).isEqualTo("media_too_slow");
    assertThat(slow.retryable()).isTrue();
    assertThat(names()).isEmpty();
  }

  @Test
  void follows_where_it_is_sent_on_to() {
    origin.answers(
        request ->
            request.target().equals("/here/b.png")
                ? PICTURE
                : sentOn(request.target().equals("/a.png") ? "/c.png" : "here/b.png"));

    assertThat(fetch(cache(1000, origin.url()), origin.url() + "/a.png"))
        .isInstanceOf(MediaFetch.Fetched.class);
    assertThat(origin.seen()).hasSize(3);
  }

  @Test
  void goes_round_in_circles_five_times_only() {
    origin.answers(sentOn("/a.jpg"));

    PublishFailure circle = failure(fetch(cache(1000, origin.url()), origin.url() + "/a.jpg"));

    assertThat(circle.code()).isEqualTo("media_redirected");
    assertThat(circle.message()).contains("more than 5 times");
    assertThat(origin.seen()).hasSize(6);
  }

  @Test
  void is_not_sent_behind_the_hub() {
    try (StubPlatform inside = new StubPlatform()) {
      for (String where :
          List.of(
              inside.url() + "/secret",
              "http://169.254.169.254/latest/meta-data/",
              "http://[::ffff:10.0.0.1]/",
              "//10.0.0.1/a.jpg")) {
        origin.answers(sentOn(where));

        assertThat(failure(fetch(cache(1000, origin.url()), origin.url() + "/a.jpg")).code())
            .as(where)
            .isEqualTo("media_address_forbidden");
      }
      assertThat(inside.seen()).isEmpty();
    }
  }

  @Test
  void is_not_sent_on_to_what_is_no_web_address() {
    for (String where : List.of("file:///etc/passwd", "http://u:p@a/b", "http://", "::no:url")) {
      origin.answers(sentOn(where));

      assertThat(failure(fetch(cache(1000, origin.url()), origin.url() + "/a.jpg")).code())
          .as(where)
          .isIn("media_url_invalid", "media_redirected");
    }
  }

  @Test
  void what_was_safe_stays_safe() {
    origin.answers(sentOn("http://cdn.example.com/a.jpg"));
    MediaSettings settings =
        settings(1000, origin.url(), Map.of("https://cdn.example.com/", origin.url() + "/"));

    assertThat(failure(fetch(cache(settings), "https://cdn.example.com/a.jpg")).message())
        .contains("less safe");
  }

  @Test
  void nothing_is_fetched_without_room() {
    MediaSettings settings = settings(1000, origin.url(), Map.of());
    LongConsumer full =
        bytes -> {
          throw new UncheckedIOException(new IOException("No space left on device"));
        };

    PublishFailure failure = failure(fetch(cache(settings, full), origin.url() + "/a.png"));

    assertThat(failure.code()).isEqualTo("no_room");
    assertThat(failure.retryable()).isTrue();
    assertThat(origin.seen()).isEmpty();
  }

  @Test
  void what_would_fill_the_disk_is_not_fetched() {
    origin.answers(PICTURE);
    LongConsumer nearlyFull =
        bytes -> {
          if (bytes >= PIXELS.length) {
            throw new UncheckedIOException(new IOException("No space left on device"));
          }
        };
    MediaSettings settings = settings(1000, origin.url(), Map.of());

    PublishFailure failure = failure(fetch(cache(settings, nearlyFull), origin.url() + "/a.png"));

    assertThat(failure.code()).isEqualTo("no_room");
    assertThat(names()).isEmpty();
  }

  @Test
  void concurrent_fetches_share_one_download() throws InterruptedException {
    CountDownLatch go = new CountDownLatch(1);
    origin.answers(
        request -> {
          await(go);
          return PICTURE;
        });
    MediaCache cache = cache(1000, origin.url());

    List<CompletableFuture<MediaFetch>> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(cache.fetch(Media.of(origin.url() + "/a.jpg")).toCompletableFuture());
    }
    go.countDown();

    assertThat(all).allSatisfy(one -> assertThat(one.join()).isEqualTo(all.get(0).join()));
    assertThat(origin.seen()).hasSize(1);
  }

  @Test
  void a_medium_that_is_too_large_is_refused_and_leaves_nothing() {
    origin.answers(new StubPlatform.Bytes(200, new byte[1001]));

    assertThat(failure(fetch(cache(1000, origin.url()), origin.url() + "/a.jpg")).code())
        .isEqualTo("media_too_large");
    assertThat(names()).isEmpty();
  }

  @Test
  void a_medium_that_breaks_off_leaves_nothing_and_can_be_fetched_again() {
    MediaCache cache = cache(1000, origin.url());
    origin.answers(new StubPlatform.Half());

    assertThat(failure(fetch(cache, origin.url() + "/a.jpg")).retryable()).isTrue();
    assertThat(names()).isEmpty();

    origin.answers(PICTURE);
    assertThat(fetch(cache, origin.url() + "/a.jpg")).isInstanceOf(MediaFetch.Fetched.class);
  }

  @Test
  void tells_gone_from_down_and_names_the_url_without_its_query() {
    MediaCache cache = cache(1000, origin.url());
    String url = origin.url() + "/a.jpg?token=secret";

    origin.answers(StubPlatform.json(404, ""));
    PublishFailure gone = failure(fetch(cache, url));
    origin.answers(StubPlatform.json(503, ""));
    PublishFailure down = failure(fetch(cache, url));

    assertThat(gone).isInstanceOf(PublishFailure.Permanent.class);
    assertThat(gone.message()).isEqualTo(origin.url() + "/a.jpg answered 404");
    assertThat(down).isInstanceOf(PublishFailure.Transient.class);
  }

  @Test
  void silence_ends() {
    origin.answers(new StubPlatform.Silence());

    assertThat(failure(fetch(cache(1000, origin.url()), origin.url() + "/a.jpg")).retryable())
        .isTrue();
  }

  @Test
  void does_not_reach_behind_the_hub() {
    MediaCache cache = cache(1000, "http://127.0.0.1:1");

    for (String url :
        List.of(
            origin.url() + "/a.jpg",
            origin.url().replace("127.0.0.1", "localhost") + "/a.jpg",
            "http://169.254.169.254/latest/meta-data/",
            "http://10.0.0.1/a.jpg",
            "http://[::1]/a.jpg",
            "http://[::ffff:127.0.0.1]/a.jpg",
            "http://2130706433/a.jpg",
            "http://0.0.0.0/a.jpg")) {
      assertThat(failure(fetch(cache, url)).message()).as(url).doesNotContain("answered");
      assertThat(failure(fetch(cache, url)).code())
          .as(url)
          .isIn("media_address_forbidden", "media_url_invalid");
    }
    assertThat(origin.seen()).isEmpty();
  }

  @Test
  void fetches_nothing_but_http() {
    MediaCache cache = cache(1000, origin.url());

    for (String url : List.of("file:///etc/passwd", "ftp://a/b", "no url", "http://u:p@a/b")) {
      assertThat(failure(fetch(cache, url)).code()).as(url).isEqualTo("media_url_invalid");
    }
  }

  @Test
  void fetches_from_the_mirror_where_there_is_one() {
    origin.answers(PICTURE);
    MediaSettings settings =
        settings(1000, origin.url(), Map.of("https://cdn.example.com/", origin.url() + "/mirror/"));

    fetch(cache(settings), "https://cdn.example.com/x/a.jpg");

    assertThat(origin.seen().get(0).target()).isEqualTo("/mirror/x/a.jpg");
  }

  private MediaCache cache(long maxBytes, String trusted) {
    return cache(settings(maxBytes, trusted, Map.of()));
  }

  private MediaCache cache(MediaSettings settings) {
    return cache(settings, bytes -> {});
  }

  private MediaCache cache(MediaSettings settings, LongConsumer room) {
    MediaDownload download = new MediaDownload(vertx, settings);
    MediaFiles files =
        new MediaFiles(directory, settings.keep(), settings.fresh(), Clock.systemUTC());
    MediaProbe probe = new MediaProbe(settings.maxPixels());
    MediaFetcher fetcher = new MediaFetcher(settings, probe, room, () -> download, threads);
    return new MediaCache(files, fetcher, threads);
  }

  private static MediaSettings settings(
      long maxBytes, String trusted, Map<String, String> mirrors) {
    Map<String, String> values = new HashMap<>();
    values.put("hub.media.max-bytes", Long.toString(maxBytes));
    values.put("hub.media.timeout", "5s");
    values.put("hub.media.stall-time", "500ms");
    values.put("hub.media.trusted-origins[0]", trusted);
    mirrors.forEach((from, to) -> values.put("hub.media.mirrors[" + from + "]", to));
    return new Binder(new MapConfigurationPropertySource(values))
        .bindOrCreate("hub.media", MediaSettings.class);
  }

  private static MediaFetch fetch(MediaCache cache, String url) {
    return cache.fetch(Media.of(url)).toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  private static PublishFailure failure(MediaFetch fetch) {
    assertThat(fetch).isInstanceOf(MediaFetch.Missing.class);
    return ((MediaFetch.Missing) fetch).failure();
  }

  private static StubPlatform.Answer sentOn(String location) {
    return new StubPlatform.Answer(302, Map.of("Location", location), "");
  }

  private static byte[] painted() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(6, 4, BufferedImage.TYPE_INT_RGB), "png", bytes);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }

  private List<String> names() {
    try (Stream<Path> all = Files.list(directory)) {
      return all.map(file -> file.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
