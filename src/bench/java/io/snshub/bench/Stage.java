package io.snshub.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one run of a part works with. Everything it starts and makes is gone afterwards. */
final class Stage implements AutoCloseable {
  private final Options options;
  private final Databases databases;
  private final String kind;
  private final Progress progress;
  private final Path log;
  private final List<Database> made = new ArrayList<>();
  private final List<Hub> hubs = new ArrayList<>();

  Stage(Options options, Databases databases, String kind, Progress progress, Path log) {
    this.options = options;
    this.databases = databases;
    this.kind = kind;
    this.progress = progress;
    this.log = log;
  }

  Options options() {
    return options;
  }

  Path log() {
    return log;
  }

  void say(String phase) {
    progress.say(phase);
  }

  /** Makes an empty database of the kind that is being measured. */
  Database database() {
    Database database = databases.make(kind);
    made.add(database);
    return database;
  }

  /** Starts a hub on a database; a new one when null. */
  Hub hub(@Nullable Database database) throws InterruptedException {
    say("starting a hub");
    Hub hub = Hub.start(options, database == null ? database() : database, log);
    hubs.add(hub);
    return hub;
  }

  /** Starts a hub that accepts and does nothing else. */
  Hub stillHub(Database database) throws InterruptedException {
    say("starting a hub");
    Hub hub = Hub.startStill(database, log);
    hubs.add(hub);
    return hub;
  }

  @Override
  public void close() {
    hubs.forEach(Hub::close);
    made.forEach(databases::drop);
  }
}
