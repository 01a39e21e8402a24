package io.snshub.web;

import java.util.concurrent.Executor;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;

/** Puts the door between Spring MVC and every route that starts with {@code platform-http}. */
final class WebEngine implements PlatformHttpEngine {
  private final Door door;
  private final Doors doors;
  private final RateLimits limits;
  private final Answers answers;
  private final Executor streams;
  private final int port;

  WebEngine(
      Door door, Doors doors, RateLimits limits, Answers answers, Executor streams, int port) {
    this.door = door;
    this.doors = doors;
    this.limits = limits;
    this.answers = answers;
    this.streams = streams;
    this.port = port;
  }

  @Override
  public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
    return new RouteConsumer(endpoint, processor, door, doors, limits, answers, streams);
  }

  @Override
  public int getServerPort() {
    return port;
  }
}
