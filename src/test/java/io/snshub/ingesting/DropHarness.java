package io.snshub.ingesting;

import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.snshub.bus.Outbox;
import io.snshub.call.PostSubmission;
import io.snshub.call.PostVerdict;
import io.snshub.post.Event;
import io.snshub.store.Dialect;
import io.snshub.store.Sql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The room with its own routes and table, and a door behind it that remembers origins. Can be
 * started and stopped like a process; table, inbox and posts outlive that.
 */
final class DropHarness implements AutoCloseable {
  static final long ADA = 7;

  final Path root;
  final List<Event> events = new CopyOnWriteArrayList<>();
  final Map<String, PostVerdict.AlreadyThere> posts = new ConcurrentHashMap<>();
  final Inbox inbox;
  final ImportTable table;
  volatile Consumer<PostSubmission> before = submission -> {};

  private final IngestingSettings settings;
  private final ObjectMapper json =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .build();
  private final AtomicLong lastPost = new AtomicLong();
  private DefaultCamelContext camel = new DefaultCamelContext();
  private ExecutorService workers = Executors.newFixedThreadPool(2);

  DropHarness(Path directory) {
    root = directory.resolve("inbox");
    settings =
        new IngestingSettings(
            root,
            Duration.ofMillis(20),
            Duration.ofMillis(60),
            Duration.ofMillis(200),
            2,
            Duration.ofMillis(200));
    DriverManagerDataSource database =
        new DriverManagerDataSource(
            "jdbc:h2:mem:%s;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1"
                .formatted(UUID.randomUUID()));
    Flyway.configure().dataSource(database).load().migrate();
    Outbox outbox = mock(Outbox.class);
    doAnswer(call -> events.add(call.getArgument(0))).when(outbox).append(mockAny());
    inbox = new Inbox(settings, Clock.systemUTC());
    table =
        new ImportTable(
            new Sql(JdbcClient.create(database), Dialect.H2),
            outbox,
            new TransactionTemplate(new DataSourceTransactionManager(database)),
            Clock.systemUTC());
  }

  private static Event mockAny() {
    return org.mockito.ArgumentMatchers.any();
  }

  /** Returns the room's work without its routes: a process that can be left off anywhere. */
  Imports imports() {
    return imports(() -> false);
  }

  private Imports imports(BooleanSupplier stopping) {
    FileOpener opener = new FileOpener(inbox, table, id -> id == 1 || id == ADA, json, stopping);
    return new Imports(inbox, table, opener, Clock.systemUTC());
  }

  DropHarness start() {
    camel = new DefaultCamelContext();
    workers = Executors.newFixedThreadPool(2);
    Imports imports = imports(this::stopping);
    imports.afterSingletonsInstantiated();
    camel.getRegistry().bind("inbox", inbox);
    camel.getRegistry().bind("imports", imports);
    camel.getRegistry().bind("importWorkers", workers);
    camel.getPropertiesComponent().addInitialProperty("hub.ingesting.inbox-dir", root.toString());
    camel.getPropertiesComponent().addInitialProperty("hub.ingesting.quiet-time", "60");
    camel.getPropertiesComponent().addInitialProperty("hub.ingesting.look-every", "20");
    camel.getShutdownStrategy().setTimeout(10);
    try {
      camel.addRoutesConfigurations(new IngestPolicy());
      camel.addRoutes(new IngestRoutes());
      camel.addRoutes(door());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    camel.start();
    return this;
  }

  private RouteBuilder door() {
    return new RouteBuilder() {
      @Override
      public void configure() {
        from("direct:accept-post")
            .routeId("accept-post")
            .errorHandler(noErrorHandler())
            .process(
                e ->
                    e.getMessage()
                        .setBody(accept(e.getMessage().getMandatoryBody(PostSubmission.class))));
      }
    };
  }

  PostVerdict accept(PostSubmission submission) {
    before.accept(submission);
    String request = new String(submission.request(), StandardCharsets.UTF_8);
    if (request.contains("bad")) {
      return PostVerdict.Rejected.of("content", "is bad");
    }
    String key = submission.userId() + " " + submission.origin();
    PostVerdict.AlreadyThere earlier = posts.get(key);
    if (earlier != null) {
      return earlier;
    }
    long id = lastPost.incrementAndGet();
    posts.put(key, new PostVerdict.AlreadyThere(id, submission.source()));
    return new PostVerdict.Accepted(id);
  }

  boolean stopping() {
    return camel.isStopping() || camel.isStopped();
  }

  void stop() {
    camel.stop();
    workers.shutdownNow();
  }

  Path put(String name, String content) {
    return put(name, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Puts a file into the inbox, whole and quiet. */
  Path put(String name, byte[] content) {
    try {
      Path file = root.resolve(name);
      Files.createDirectories(file.getParent());
      Path part = file.resolveSibling(name.hashCode() + ".part");
      Files.write(part, content);
      return Files.move(part, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for a file and returns its lines. */
  List<String> await(String name) {
    Path file = root.resolve(name);
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(file));
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until this many imports have ended. */
  void awaitEnded(int number) {
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> events.size() >= number);
  }

  @Override
  public void close() {
    stop();
  }
}
