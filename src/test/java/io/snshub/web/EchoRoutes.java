package io.snshub.web;

import io.snshub.call.Answer;
import io.snshub.call.RequestContext;
import io.snshub.call.Upload;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.rest.RestDefinition;
import org.springframework.security.core.context.SecurityContextHolder;
import org.jspecify.annotations.Nullable;

/** Operations that show what a route gets to see. */
final class EchoRoutes extends RouteBuilder {
  /** What the event stream sends next; an empty text ends it. */
  static final BlockingQueue<String> EVENTS = new LinkedBlockingQueue<>();

  final AtomicInteger made = new AtomicInteger();

  enum Colour { RED, DARK_GREEN }

  record Note(
      @NotBlank @Size(max = 10) String content,
      @Nullable Integer count,
      @Nullable Instant dueAt,
      @Nullable Colour colour,
      @Nullable List<Inner> parts) {}

  record Inner(boolean loud, @Nullable Map<String, String> labels) {}

  record Seen(Map<String, Object> headers, Map<String, Object> variables, List<String> colours, int limit) {}

  record Uploaded(List<String> names, long bytes) {}

  @Override
  public void configure() {
    RestDefinition echo = rest("/api/test/notes").tag("Test");
    echo.post().id("make-note").routeId("rest-make-note").description("Make a note")
        .type(Note.class)
        .responseMessage().code(201).message("Created").responseModel(Note.class).endResponseMessage();
    RestParams.preferWait(echo)
        .to("direct:make-note");
    echo.get("/{id}").id("see-note").routeId("rest-see-note").description("See a note").outType(Seen.class);
    RestParams.id(echo, "The note");
    RestParams.page(echo);
    RestParams.instant(echo, "from", "Since when");
    RestParams.oneOf(echo, "colour", "Which colour", "red", "dark_green")
        .to("direct:see-note");

    rest("/api/test/way/{id}").get().id("way").routeId("rest-way").description("Tells how it came").to("direct:way");
    rest("/api/test/broken").get().id("break").routeId("rest-break").description("Fails").to("direct:break");
    rest("/api/test/unguarded").get().id("break-bare").routeId("rest-break-bare").description("Fails without a policy").to("direct:break-bare");
    rest("/api/test/uploads").post().id("upload").routeId("rest-upload").description("Upload").consumes("multipart/form-data").to("direct:upload");
    rest("/api/test/events").get().id("events").routeId("rest-events").description("Stream").produces("text/event-stream").to("direct:events");
    rest("/api/test/later").get().id("later").routeId("rest-later").description("Goes on in another thread").to("direct:later");
    rest("/api/test/ping").post().id("ping").routeId("rest-ping").description("Takes no body").to("direct:ping");

    from("direct:way").routeId("way").routeConfigurationId("edge")
      .setBody(exchange -> Map.of("short", SecurityContextHolder.getContext().getAuthentication() == null));

    from("direct:make-note").routeId("make-note").routeConfigurationId("edge")
      .bean(this, "make(${body})");

    from("direct:see-note").routeId("see-note").routeConfigurationId("edge")
      .process(this::see)
      .setHeader("X-Private").constant("stays inside")
      .setHeader("ETag").constant("\"7\"");

    from("direct:break").routeId("break").routeConfigurationId("edge")
      .throwException(new IllegalStateException("secret detail"));

    from("direct:break-bare").routeId("break-bare")
      .throwException(new IllegalStateException("secret detail"));

    from("direct:upload").routeId("upload").routeConfigurationId("edge")
      .bean(this, "upload(${body})");

    from("direct:events").routeId("events").routeConfigurationId("edge")
      .setHeader("Content-Type").constant("text/event-stream")
      .setBody(exchange -> new EventStream());

    from("direct:later").routeId("later").routeConfigurationId("edge")
      .delay(50).asyncDelayed().end()
      .setBody(constant(Map.of("late", true)));

    from("direct:ping").routeId("ping").routeConfigurationId("edge")
      .setBody(constant(Map.of("pong", true)));
  }

  public Answer make(Note note) {
    return Answer.created("/api/test/notes/" + made.incrementAndGet(), note);
  }

  public Uploaded upload(List<Upload> uploads) {
    return new Uploaded(
        uploads.stream().map(Upload::name).toList(),
        uploads.stream().mapToLong(Upload::size).sum());
  }

  private static final class EventStream extends InputStream {
    private ByteArrayInputStream event = new ByteArrayInputStream(new byte[0]);

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      if (event.available() == 0) {
        try {
          event = new ByteArrayInputStream(EVENTS.take().getBytes(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      return event.read(bytes, offset, length);
    }
  }

  private void see(Exchange exchange) {
    RequestContext request = exchange.getVariable("request", RequestContext.class);
    request.id();
    exchange.getMessage().setBody(
        new Seen(
            new TreeMap<>(exchange.getMessage().getHeaders()),
            Map.of("caller", request.userId()),
            request.texts("colour"),
            request.limit()));
  }
}
