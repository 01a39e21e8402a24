package io.snshub.media;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** Fetching media, and forgetting them again. */
@Component
class MediaRoutes extends RouteBuilder {
  private final MediaCache cache;
  private final MediaFiles files;

  MediaRoutes(MediaCache cache, MediaFiles files) {
    this.cache = cache;
    this.files = files;
  }

  @Override
  public void configure() {
    from("direct:fetch-media").routeId("fetch-media").routeGroup("media")
        .errorHandler(noErrorHandler())
        .bean(cache, "fetch")
        // the download ends on a thread of the cache, which has other downloads to look after
        .threads().executorService("laneWorkers");

    from("timer:sweep-media?delay=0&period=3600000").routeId("tick-sweep-media").routeGroup("media")
        .errorHandler(noErrorHandler())
        .bean(files, "sweep");
  }
}
