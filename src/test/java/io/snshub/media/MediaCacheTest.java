package io.snshub.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.platform.MediaFetch;
import io.snshub.platform.StubPlatform;
import io.snshub.post.Media;
import io.snshub.post.PublishFailure;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaCacheTest {
  @TempDir Path directory;

  private final StubPlatform origin = new StubPlatform();
  private final Vertx vertx = Vertx.vertx();
  private final List<MediaCache> caches = new ArrayList<>();

  @AfterEach
  void close() {
    caches.forEach(MediaCache::close);
    vertx.close().toCompletionStage().toCompletableFuture().join();
    origin.close();
  }

  @Test
  void brings_a_medium_here_and_keeps_it() throws IOException {
    origin.answers(picture("pixels"));
    MediaCache cache = cache(1000, origin.url());

    MediaFetch.Fetched first = (MediaFetch.Fetched) fetch(cache, origin.url() + "/a.jpg?sig=1");
    MediaFetch second = fetch(cache, origin.url() + "/a.jpg?sig=1");

    assertThat(first.media().bytes()).isEqualTo(6);
    assertThat(first.media().contentType()).isEqualTo("image/jpeg");
    assertThat(first.media().path()).hasContent("pixels");
    assertThat(second).isEqualTo(first);
    assertThat(origin.seen()).hasSize(1);
    assertThat(origin.seen().get(0).target()).isEqualTo("/a.jpg?sig=1");
    assertThat(names()).hasSize(2).noneMatch(name -> name.endsWith(".part"));
  }

  @Test
  void concurrent_fetches_share_one_download() throws InterruptedException {
    CountDownLatch go = new CountDownLatch(1);
    origin.answers(
        request -> {
          await(go);
          return picture("pixels");
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
    origin.answers(picture("x".repeat(1001)));

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

    origin.answers(picture("pixels"));
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
  void follows_no_redirect() {
    origin.answers(new StubPlatform.Answer(302, Map.of("Location", origin.url() + "/b.jpg"), ""));

    assertThat(failure(fetch(cache(1000, origin.url()), origin.url() + "/a.jpg")).code())
        .isEqualTo("media_redirected");
    assertThat(origin.seen()).hasSize(1);
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
    origin.answers(picture("pixels"));
    MediaSettings settings =
        settings(1000, origin.url(), Map.of("https://cdn.example.com/", origin.url() + "/mirror/"));

    fetch(cache(settings), "https://cdn.example.com/x/a.jpg");

    assertThat(origin.seen().get(0).target()).isEqualTo("/mirror/x/a.jpg");
  }

  private MediaCache cache(long maxBytes, String trusted) {
    return cache(settings(maxBytes, trusted, Map.of()));
  }

  private MediaCache cache(MediaSettings settings) {
    MediaDownload download = new MediaDownload(vertx, settings);
    MediaFiles files = new MediaFiles(directory, settings.keep(), Clock.systemUTC());
    MediaCache cache = new MediaCache(settings, files, () -> download);
    caches.add(cache);
    return cache;
  }

  private static MediaSettings settings(
      long maxBytes, String trusted, Map<String, String> mirrors) {
    return new MediaSettings(
        maxBytes, Duration.ofMillis(700), 8, Duration.ofHours(24), List.of(trusted), mirrors);
  }

  private static MediaFetch fetch(MediaCache cache, String url) {
    return cache.fetch(Media.of(url)).toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  private static PublishFailure failure(MediaFetch fetch) {
    assertThat(fetch).isInstanceOf(MediaFetch.Missing.class);
    return ((MediaFetch.Missing) fetch).failure();
  }

  private static StubPlatform.Answer picture(String bytes) {
    return new StubPlatform.Answer(
        200, Map.of("Content-Type", "image/jpeg; charset=binary"), bytes);
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
