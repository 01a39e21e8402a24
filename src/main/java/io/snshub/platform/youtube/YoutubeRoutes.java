package io.snshub.platform.youtube;

import io.snshub.platform.Search;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/**
 * How a video comes into being on YouTube, is looked for, is measured and is deleted again. Both
 * names have doors of their own and the same way behind them.
 */
@Component
class YoutubeRoutes extends RouteBuilder {
  @Override
  public void configure() {
    templates();
    for (String platform : YoutubeProfile.NAMES) {
      for (String verb : new String[] {"publish", "lookup", "retract", "metrics", "refresh"}) {
        templatedRoute("youtube-" + verb + "-door").routeId(platform + "-" + verb)
            .parameter("platform", platform);
      }
    }
    search();
  }

  private void templates() {
    routeTemplate("youtube-publish-door").templateParameter("platform")
        .from("direct:{{platform}}-publish").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("work", body())
        .bean(YoutubeUpload.class, "video")
        .to("direct:fetch-media")
        .setVariable("upload", method(YoutubeUpload.class, "resume"))
        .choice()
          .when(method(YoutubeWire.class, "sendable"))
            .bean(YoutubeUpload.class, "last")
            .to("direct:platform-call")
            .bean(YoutubeWire.class, "outcome")
          .otherwise()
            .bean(YoutubeWire.class, "notNow")
        .end();

    routeTemplate("youtube-lookup-door").templateParameter("platform")
        .from("direct:{{platform}}-lookup").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("work", body())
        .bean(YoutubeUpload.class, "probe")
        .to("direct:platform-call")
        .choice()
          .when(method(YoutubeLookup.class, "gone"))
            .to("direct:youtube-search")
          .otherwise()
            .bean(YoutubeLookup.class, "probed")
        .end();

    routeTemplate("youtube-retract-door").templateParameter("platform")
        .from("direct:{{platform}}-retract").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("work", body())
        .bean(YoutubeWire.class, "deletion")
        .to("direct:platform-call")
        .bean(YoutubeWire.class, "retraction");

    routeTemplate("youtube-metrics-door").templateParameter("platform")
        .from("direct:{{platform}}-metrics").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("work", body())
        .bean(YoutubeMetrics.class, "counters")
        .to("direct:platform-call")
        .setVariable("told", method(YoutubeMetrics.class, "counted"))
        .filter(method(YoutubeMetrics.class, "tellsMore"))
          .bean(YoutubeMetrics.class, "report")
          .to("direct:platform-call")
          .setVariable("told", method(YoutubeMetrics.class, "reported"))
        .end()
        .bean(YoutubeMetrics.class, "measurement");

    routeTemplate("youtube-refresh-door").templateParameter("platform")
        .from("direct:{{platform}}-refresh").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .setVariable("refresh", body())
        .bean(YoutubeWire.class, "refresh")
        .to("direct:platform-call")
        .bean(YoutubeWire.class, "grant");
  }

  private void search() {
    from("direct:youtube-search").routeId("youtube-search").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .bean(YoutubeLookup.class, "channel")
        .to("direct:platform-call")
        .setVariable("uploads", method(YoutubeLookup.class, "uploads"))
        .choice()
          .when(method(YoutubeLookup.class, "hidden"))
            .bean(YoutubeLookup.class, "unknown")
          .otherwise()
            .setVariable("search", constant(Search.NEW))
            .loopDoWhile(method(YoutubeLookup.class, "more"))
              .bean(YoutubeLookup.class, "list")
              .to("direct:platform-call")
              .setVariable("search", method(YoutubeLookup.class, "looked"))
            .end()
            .to("direct:youtube-compare")
        .end();

    from("direct:youtube-compare").routeId("youtube-compare").routeGroup("platform")
        .errorHandler(noErrorHandler())
        .choice()
          .when(method(YoutubeCompare.class, "undecided"))
            .bean(YoutubeCompare.class, "files")
            .to("direct:platform-call")
            .bean(YoutubeCompare.class, "compared")
          .otherwise()
            .bean(YoutubeCompare.class, "decided")
        .end();
  }
}
