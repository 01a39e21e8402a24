package io.snshub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.snshub.platform.ContentRules;
import io.snshub.platform.MediaFetch;
import io.snshub.platform.MediaRule;
import io.snshub.platform.MediaShelf;
import io.snshub.platform.PlatformCatalog;
import io.snshub.platform.PlatformProfile;
import io.snshub.post.Content;
import io.snshub.post.Media;
import io.snshub.post.MediaFacts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.transaction.support.TransactionTemplate;

/** What becomes of media that are uploaded, fetched, shown, used and thrown away. */
@HubTest
@Tag("both-databases")
class MediaApiTest {
  private static final String MEDIA = "/api/sns/media";
  private static final String BOUNDARY = "xxSNSxx";
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  @Autowired private Environment environment;
  @Autowired private MediaShelf shelf;
  @Autowired private TransactionTemplate transaction;
  @Autowired private ProducerTemplate routes;
  @Autowired private PlatformCatalog catalog;
  private HubClient hub;

  @BeforeEach
  void open() {
    hub = HubClient.of(environment);
  }

  private record Part(String name, String filename, String type, byte[] bytes) {
    static Part file(String filename, String type, byte[] bytes) {
      return new Part("file", filename, type, bytes);
    }

    static Part text(String name, String value) {
      return new Part(name, null, null, value.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void an_uploaded_picture_is_known_by_what_it_is() throws Exception {
    byte[] picture = made("photo.jpg?width=640&height=480");

    HubClient.Reply stored =
        upload(
            Part.file("my photo ü.jpg", "image/jpeg", picture), Part.text("alt_text", "Ein Bär"));

    assertThat(stored.status()).isEqualTo(201);
    assertThat(stored.headers().get("location")).containsExactly(path(stored));
    assertThat(stored.text("kind")).isEqualTo("image");
    assertThat(stored.text("content_type")).isEqualTo("image/jpeg");
    assertThat(stored.number("bytes")).isEqualTo(picture.length);
    assertThat(stored.number("width")).isEqualTo(640);
    assertThat(stored.number("height")).isEqualTo(480);
    assertThat(stored.body().path("duration_ms").isNull()).isTrue();
    assertThat(stored.text("sha256")).isEqualTo(sha256(picture));
    assertThat(stored.text("alt_text")).isEqualTo("Ein Bär");
    assertThat(stored.text("url"))
        .matches("http://127\\.0\\.0\\.1:\\d+/media/[\\w-]{32}/my-photo\\.jpg");
    assertThat(stored.body().path("used_by")).isEmpty();
    assertThat(hub.get(path(stored)).body()).isEqualTo(stored.body());
  }

  @Test
  void a_long_name_is_cut() throws Exception {
    String name = "a".repeat(250) + "ü".repeat(250) + ".png";

    HubClient.Reply stored = upload(Part.file(name, "image/png", made("a.png?width=8")));

    assertThat(stored.text("url")).endsWith("/" + "a".repeat(60) + ".png");
  }

  @Test
  void the_parts_of_a_form_may_come_in_any_order() throws Exception {
    HubClient.Reply stored =
        upload(
            Part.text("alt_text", "A clip"),
            Part.file("clip.mov", "video/quicktime", made("clip.mov?seconds=2.5&bytes=400000")));

    assertThat(stored.text("kind")).isEqualTo("video");
    assertThat(stored.number("duration_ms")).isEqualTo(2_500);
    assertThat(stored.text("alt_text")).isEqualTo("A clip");
  }

  @Test
  void a_medium_can_be_fetched_by_whoever_knows_its_address() throws Exception {
    byte[] picture = made("a.png");
    String url = upload(Part.file("a.png", "image/png", picture)).text("url");

    HttpResponse<byte[]> whole = fetch(url);
    HttpResponse<byte[]> part = fetch(url, "Range", "bytes=5-14");
    HttpResponse<byte[]> beyond = fetch(url, "Range", "bytes=99999999-");
    HttpResponse<byte[]> again = fetch(url, "If-None-Match", etag(whole));
    HttpResponse<byte[]> head =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(url)).method("HEAD", BodyPublishers.noBody()).build(),
            BodyHandlers.ofByteArray());

    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(whole.body()).isEqualTo(picture);
    assertThat(whole.headers().firstValue("content-type")).hasValue("image/png");
    assertThat(whole.headers().firstValue("x-content-type-options")).hasValue("nosniff");
    assertThat(whole.headers().firstValue("accept-ranges")).hasValue("bytes");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo(Arrays.copyOfRange(picture, 5, 15));
    assertThat(part.headers().firstValue("content-range")).hasValue("bytes 5-14/" + picture.length);
    assertThat(beyond.statusCode()).isEqualTo(416);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValueAsLong("content-length")).hasValue(picture.length);
  }

  @Test
  void an_address_can_be_neither_guessed_nor_listed() throws Exception {
    String url = upload(Part.file("a.png", "image/png", made("a.png?width=2"))).text("url");
    String root = url.substring(0, url.indexOf("/media/") + 7);

    for (String other :
        List.of(
            root,
            url.substring(0, url.lastIndexOf('/')),
            url.substring(0, url.lastIndexOf('/') + 1),
            url.replace("a.png", "b.png"),
            root + "A".repeat(32) + "/a.png",
            root + "..%2f..%2fencryption-key/a.png")) {
      assertThat(fetch(other).statusCode()).as(other).isIn(404, 400);
    }
  }

  @Test
  void a_picture_under_a_wrong_type_is_taken_for_what_it_is() throws Exception {
    HubClient.Reply stored = upload(Part.file("a.jpg", "image/jpeg", made("a.png")));

    assertThat(stored.text("content_type")).isEqualTo("image/png");
    assertThat(stored.text("declared_type")).isEqualTo("image/jpeg");
    assertThat(stored.text("url")).endsWith("/a.png");
  }

  @ParameterizedTest
  @CsvSource({
    "bad/lie.jpg, 415, media_type_unsupported, is HTML",
    "bad/garbage.png, 415, media_type_unsupported, none of the known kinds",
    "bad/bomb.png, 422, media_too_many_pixels, 60000",
    "bad/bomb.gif, 422, media_too_many_pixels, 60000"
  })
  void what_is_no_medium_is_refused_and_leaves_nothing(
      String name, int status, String code, String words) throws Exception {
    long before = hub.get(MEDIA + "?limit=1").number("total");

    HubClient.Reply refused = upload(Part.file("a.jpg", "image/jpeg", made(name)));

    assertThat(refused.status()).isEqualTo(status);
    assertThat(refused.text("code")).isEqualTo(code);
    assertThat(refused.text("detail")).contains(words);
    assertThat(refused.headers().get("content-type")).containsExactly("application/problem+json");
    assertThat(hub.get(MEDIA + "?limit=1").number("total")).isEqualTo(before);
    assertThat(partFiles()).isEmpty();
  }

  @Test
  void what_was_cut_off_is_refused() throws Exception {
    byte[] video = made("a.mp4");

    HubClient.Reply refused =
        upload(Part.file("a.mp4", "video/mp4", Arrays.copyOf(video, video.length / 2)));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("code")).isEqualTo("media_damaged");
  }

  @Test
  void a_form_that_is_none_is_refused_field_by_field() throws Exception {
    byte[] picture = made("a.png?width=3");
    Part file = Part.file("a.png", "image/png", picture);

    assertThat(field(upload(Part.text("alt_text", "nothing else")))).isEqualTo("file");
    assertThat(field(upload(file, file))).isEqualTo("file");
    assertThat(field(upload(Part.file("a.png", "image/png", new byte[0])))).isEqualTo("file");
    assertThat(field(upload(file, Part.text("title", "x")))).isEqualTo("title");
    assertThat(field(upload(file, Part.text("alt_text", "x".repeat(5_001))))).isEqualTo("alt_text");
    Part[] many = new Part[60];
    Arrays.fill(many, Part.text("alt_text", "x"));
    assertThat(upload(many).text("detail")).contains("more than 50 parts");
    String endless = "ü".repeat(10_000);
    assertThat(upload(Part.file(endless, "image/png", picture)).text("detail"))
        .contains("too long");
    assertThat(hub.command(MEDIA).status()).isEqualTo(415);
    assertThat(sent("multipart/form-data; boundary=a", "nonsense".getBytes()).status())
        .isEqualTo(400);
    assertThat(sent("multipart/form-data", "nonsense".getBytes()).status()).isEqualTo(400);
    assertThat(sent("text/plain", "nonsense".getBytes()).status()).isEqualTo(415);
  }

  @Test
  void an_upload_above_the_limit_ends_with_a_problem_that_names_it() throws Exception {
    byte[] head = concat(header(Part.file("a.mp4", "video/mp4", new byte[0])));
    InputStream endless = new SequenceInputStream(new java.io.ByteArrayInputStream(head), zeros());

    HttpResponse<String> refused =
        HTTP.send(
            request("multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofInputStream(() -> endless))
                .build(),
            BodyHandlers.ofString());

    assertThat(refused.statusCode()).isEqualTo(413);
    assertThat(JSON.readTree(refused.body()).path("code").asText()).isEqualTo("payload_too_large");
    assertThat(JSON.readTree(refused.body()).path("detail").asText()).contains("24000000");
  }

  @ParameterizedTest
  @CsvSource({
    "bad/missing.jpg, media_not_found, answered 404",
    "bad/broken.jpg, media_unavailable, answered 500",
    "bad/lie.jpg, media_type_unsupported, is HTML",
    "bad/bomb.png, media_too_many_pixels, 60000",
    "bad/cut.jpg, media_unreachable, can't be fetched",
    "bad/endless.gif, media_too_large, 24000000",
    "bad/private.jpg, media_address_forbidden, isn't public",
    "bad/loop.jpg, media_redirected, more than 5 times",
    "a.mp4?bytes=30000000, media_too_large, 24000000"
  })
  void what_a_url_does_not_bring_is_told(String name, String code, String words) {
    HubClient.Reply refused = imported(sandbox(name));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("code")).isEqualTo(code);
    assertThat(refused.text("detail")).contains(words).doesNotContain("?");
    assertThat(partFiles()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "http://169.254.169.254/latest/meta-data/",
    "http://10.0.0.1/a.jpg",
    "http://[::1]:1/a.jpg",
    "http://2130706433/a.jpg"
  })
  void nobody_is_sent_behind_the_hub(String url) {
    assertThat(imported(url).text("code")).isEqualTo("media_address_forbidden");
  }

  @Test
  void a_url_is_held_to_what_can_be_fetched() {
    assertThat(field(imported("ftp://example.com/a.jpg"))).isEqualTo("url");
    assertThat(field(imported("http://user:secret@example.com/a.jpg"))).isEqualTo("url");
    assertThat(field(imported(""))).isEqualTo("url");
    assertThat(field(hub.post(MEDIA, Map.of("link", "x")))).isEqualTo("link");
  }

  @Test
  void a_medium_is_fetched_from_where_it_was_moved_to() throws Exception {
    HubClient.Reply stored =
        hub.post(
            MEDIA, Map.of("url", sandbox("bad/moved.mp4?seconds=3&token=secret"), "alt_text", "x"));

    assertThat(stored.status()).isEqualTo(201);
    assertThat(stored.number("duration_ms")).isEqualTo(3_000);
    assertThat(stored.text("source_url")).endsWith("/bad/moved.mp4");
    assertThat(fetch(stored.text("url")).statusCode()).isEqualTo(200);
  }

  @Test
  void the_same_key_and_file_make_one_medium() throws Exception {
    Part file = Part.file("a.png", "image/png", made("a.png?width=11"));
    String key = UUID.randomUUID().toString();

    HubClient.Reply first = upload(key, file);
    HubClient.Reply again = upload(key, file);
    HubClient.Reply other = upload(key, Part.file("a.png", "image/png", made("a.png?width=12")));
    String url = UUID.randomUUID().toString();
    Map<String, String> body = Map.of("url", sandbox("a.gif"));

    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers().get("idempotency-replayed")).containsExactly("true");
    assertThat(other.status()).isEqualTo(422);
    assertThat(hub.post(MEDIA, body, "Idempotency-Key", url).number("media_id"))
        .isEqualTo(hub.post(MEDIA, body, "Idempotency-Key", url).number("media_id"));
  }

  @Test
  void another_users_medium_is_not_there() throws Exception {
    HubClient.Reply mine = upload(Part.file("a.png", "image/png", made("a.png?width=4")));
    long user = hub.post("/api/sns/users", Map.of("name", "other")).number("user_id");
    HubClient other = hub.as(hub.post("/api/sns/keys", Map.of("user_id", user)).text("key"));

    assertThat(other.get(path(mine)).status()).isEqualTo(404);
    assertThat(other.delete(path(mine)).status()).isEqualTo(404);
    assertThat(other.get(MEDIA).number("total")).isZero();
    assertThat(shelf.find(user, List.of(mine.number("media_id"))).missing()).hasSize(1);
    assertThat(hub.as("snsk_unknown_key_of_nobody_at_all").get(path(mine)).status()).isEqualTo(401);
  }

  @Test
  void media_are_listed_newest_first() throws Exception {
    long first = upload(Part.file("a.png", "image/png", made("a.png?width=5"))).number("media_id");
    long second = upload(Part.file("a.png", "image/png", made("a.png?width=6"))).number("media_id");

    JsonNode page = hub.get(MEDIA + "?limit=2").body();

    assertThat(page.path("media").findValuesAsText("media_id"))
        .containsExactly(Long.toString(second), Long.toString(first));
    assertThat(page.path("total").asLong()).isGreaterThanOrEqualTo(2);
    assertThat(
            hub.get(MEDIA + "?limit=1&offset=1")
                .body()
                .path("media")
                .get(0)
                .path("media_id")
                .asLong())
        .isEqualTo(first);
  }

  @Test
  void a_medium_that_a_post_needs_stays() throws Exception {
    HubClient.Reply stored = upload(Part.file("a.png", "image/png", made("a.png?width=7")));
    long id = stored.number("media_id");
    long post = ThreadLocalRandom.current().nextLong(1_000_000_000L, Long.MAX_VALUE);
    transaction.executeWithoutResult(begun -> shelf.hold(post, List.of(id, id)));
    transaction.executeWithoutResult(begun -> shelf.hold(post, List.of(id)));

    HubClient.Reply refused = hub.delete(path(stored));
    JsonNode used = hub.get(path(stored)).body();
    transaction.executeWithoutResult(begun -> shelf.release(post));
    HubClient.Reply deleted = hub.delete(path(stored));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("code")).isEqualTo("media_in_use");
    assertThat(refused.text("detail")).contains("post " + post);
    assertThat(used.path("used_by").get(0).asLong()).isEqualTo(post);
    assertThat(used.path("expires_at").isNull()).isTrue();
    assertThat(deleted.status()).isEqualTo(204);
    assertThat(hub.get(path(stored)).status()).isEqualTo(404);
    assertThat(hub.delete(path(stored)).status()).isEqualTo(404);
    assertThat(fetch(stored.text("url")).statusCode()).isEqualTo(404);
  }

  @Test
  void an_uploaded_medium_needs_no_network() throws Exception {
    HubClient.Reply stored = upload(Part.file("a.mp4", "video/mp4", made("a.mp4?seconds=4")));
    long id = stored.number("media_id");
    Media medium = shelf.find(1, List.of(id)).media().get(0);

    MediaFetch.Fetched byId = (MediaFetch.Fetched) bring(medium);
    MediaFetch.Fetched byUrl = (MediaFetch.Fetched) bring(Media.of(medium.url()));
    hub.delete(path(stored));
    MediaFetch.Missing gone = (MediaFetch.Missing) bring(medium);

    assertThat(medium.facts())
        .isEqualTo(new MediaFacts("video/mp4", 600_000, 720, 1_280, Duration.ofSeconds(4)));
    assertThat(byId.media().facts()).isEqualTo(medium.facts());
    assertThat(byUrl).isEqualTo(byId);
    assertThat(gone.failure().code()).isEqualTo("media_gone");
    assertThat(gone.failure().retryable()).isFalse();
  }

  @Test
  void every_platform_takes_an_uploaded_medium() throws Exception {
    String picture = upload(Part.file("a.jpg", "image/jpeg", made("a.jpg"))).text("url");
    String video = upload(Part.file("a.mp4", "video/mp4", made("a.mp4"))).text("url");
    Map<String, Long> posts = new TreeMap<>();

    for (PlatformProfile platform : catalog.profiles()) {
      MediaRule rule = platform.media();
      String url = rule.maxImages() > 0 && !rule.videoRequired() ? picture : video;
      posts.put(
          platform.name(),
          hub.publish(
              HubClient.text("uploaded"), List.of(platform.name()), "media_urls", List.of(url)));
    }

    posts.forEach(
        (platform, post) -> {
          HubClient.Reply ended = hub.awaitStatus(post, "published", "failed", "needs_human");
          assertThat(ended.text("status")).as(platform + ": " + ended).isEqualTo("published");
        });
  }

  @Test
  void what_the_sandbox_makes_suits_every_platform() {
    Content picture = content("https://cdn.example.com/image.jpg", "image/jpeg", 1_080, 1_080);
    Content video = content("https://cdn.example.com/video.mp4", "video/mp4", 720, 1_280);

    for (PlatformProfile platform : catalog.profiles()) {
      MediaRule rule = platform.media();
      if (rule.maxImages() > 0 && !rule.videoRequired()) {
        assertThat(mediaRulesBroken(platform, picture)).as(platform.name()).isEmpty();
      }
      if (rule.maxVideos() > 0) {
        assertThat(mediaRulesBroken(platform, video)).as(platform.name()).isEmpty();
      }
    }
  }

  private static Content content(String url, String type, int width, int height) {
    Duration length = type.startsWith("video") ? Duration.ofSeconds(15) : null;
    MediaFacts facts = new MediaFacts(type, 600_000, width, height, length);
    return new Content("text", "title", List.of(Media.of(url).withFacts(facts)), Map.of());
  }

  private static List<ContentRules.Violation> mediaRulesBroken(
      PlatformProfile platform, Content content) {
    return ContentRules.check(platform, content).stream()
        .filter(broken -> broken.field().startsWith("media"))
        .toList();
  }

  @Test
  void the_document_tells_both_ways_in() {
    JsonNode add = hub.get("/api/openapi.json").body().path("paths").path(MEDIA).path("post");
    JsonNode content = add.path("requestBody").path("content");
    JsonNode form = content.path("multipart/form-data").path("schema").path("properties");

    assertThat(form.path("file").path("format").asText()).isEqualTo("binary");
    assertThat(form.path("alt_text").path("type").asText()).isEqualTo("string");
    assertThat(content.path("application/json").path("schema").path("$ref").asText())
        .endsWith("/MediaImport");
    assertThat(add.path("responses").has("201")).isTrue();
  }

  private MediaFetch bring(Media medium) {
    return routes.requestBody("direct:fetch-media", medium, MediaFetch.class);
  }

  private static String path(HubClient.Reply stored) {
    return MEDIA + "/" + stored.number("media_id");
  }

  private static String field(HubClient.Reply refused) {
    assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
    return refused.body().path("errors").get(0).path("field").asText();
  }

  private static String etag(HttpResponse<?> response) {
    return response.headers().firstValue("etag").orElseThrow();
  }

  private static String sandbox(String name) {
    return TestEnvironment.sandboxUrl() + "/_sandbox/media/" + name;
  }

  private HubClient.Reply imported(String url) {
    return hub.post(MEDIA, Map.of("url", url));
  }

  private HubClient.Reply upload(Part... parts) throws Exception {
    return upload(null, parts);
  }

  private HubClient.Reply upload(String key, Part... parts) throws Exception {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (Part part : parts) {
      body.writeBytes(header(part));
      body.writeBytes(part.bytes());
      body.writeBytes("\r\n".getBytes());
    }
    body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes());
    String type = "multipart/form-data; boundary=" + BOUNDARY;
    return key == null
        ? sent(type, body.toByteArray())
        : sent(type, body.toByteArray(), "Idempotency-Key", key);
  }

  private static byte[] header(Part part) {
    StringBuilder head = new StringBuilder("--" + BOUNDARY + "\r\n");
    head.append("Content-Disposition: form-data; name=\"" + part.name() + '"');
    if (part.filename() != null) {
      head.append("; filename=\"" + part.filename() + "\"\r\nContent-Type: " + part.type());
    }
    return head.append("\r\n\r\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private HttpRequest.Builder request(String type, String... headers) {
    String port = environment.getRequiredProperty("local.server.port");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + MEDIA))
            .header("Authorization", "Bearer " + TestEnvironment.KEY)
            .header("Content-Type", type)
            .timeout(Duration.ofSeconds(60));
    return headers.length == 0 ? request : request.headers(headers);
  }

  private HubClient.Reply sent(String type, byte[] body, String... headers) throws Exception {
    HttpResponse<String> response =
        HTTP.send(
            request(type, headers).POST(BodyPublishers.ofByteArray(body)).build(),
            BodyHandlers.ofString());
    return new HubClient.Reply(
        response.statusCode(), response.headers().map(), JSON.readTree(response.body()));
  }

  private static HttpResponse<byte[]> fetch(String url, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    return HTTP.send(
        (headers.length == 0 ? request : request.headers(headers)).build(),
        BodyHandlers.ofByteArray());
  }

  private static byte[] made(String name) throws Exception {
    return fetch(sandbox(name)).body();
  }

  private static InputStream zeros() {
    return new InputStream() {
      @Override
      public int read() {
        return 0;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) {
        Arrays.fill(bytes, offset, offset + length, (byte) 0);
        return length;
      }
    };
  }

  private List<Path> partFiles() {
    Path store = Path.of(environment.getRequiredProperty("hub.data-dir"), "media", "store");
    try (Stream<Path> files = Files.list(store)) {
      return files.filter(file -> file.toString().endsWith(".part")).toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }
}
