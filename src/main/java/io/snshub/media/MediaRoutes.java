package io.snshub.media;

import static io.snshub.web.RestParams.filePart;
import static io.snshub.web.RestParams.id;
import static io.snshub.web.RestParams.page;
import static io.snshub.web.RestParams.textPart;

import io.snshub.media.MediaDesk.MediaImport;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.rest.RestDefinition;
import org.springframework.stereotype.Component;

/** Taking media in, fetching them, and forgetting them again. */
@Component
class MediaRoutes extends RouteBuilder {

  @Override
  public void configure() {
    declare();
    desk();

    from("direct:fetch-media").routeId("fetch-media").routeGroup("media")
        .errorHandler(noErrorHandler())
        .bean(MediaSource.class, "fetch")
        // the download ends on a thread of the cache, which has other downloads to look after
        .threads().executorService("laneWorkers");

    from("timer:sweep-media?delay=0&period=3600000").routeId("tick-sweep-media").routeGroup("media")
        .errorHandler(noErrorHandler())
        .bean(MediaSweep.class, "sweep");
  }

  private void declare() {
    RestDefinition media = rest("/api/sns/media").tag("Media").description("Pictures and videos for posts");
    media.post().id("add-media").routeId("rest-add-media").description("Upload a file, or name a URL to fetch it from")
        .consumes("multipart/form-data,application/json").type(MediaImport.class)
        .responseMessage().code(201).message("Stored").responseModel(MediaView.class).endResponseMessage();
    filePart(media, "file", "A JPEG, PNG, GIF, WebP, MP4, MOV or WebM file");
    textPart(media, "alt_text", "What it shows, for those who can't see it; at most 5000 characters")
      .to("direct:add-media");
    page(media.get().id("list-media").routeId("rest-list-media").description("Own media, newest first").outType(MediaView.Page.class))
      .to("direct:list-media");
    id(media.get("/{id}").id("show-media").routeId("rest-show-media").description("One medium, and which posts need it").outType(MediaView.class), "The medium's id")
      .to("direct:show-media");
    id(media.delete("/{id}").id("delete-media").routeId("rest-delete-media").description("Delete a medium that no unfinished post needs"), "The medium's id")
        .responseMessage().code(204).message("Deleted").endResponseMessage()
      .to("direct:delete-media");
  }

  private void desk() {
    from("direct:add-media").routeId("add-media").routeConfigurationId("edge")
      .choice()
        .when(body().isInstanceOf(MediaImport.class))
          .bean(MediaDesk.class, "fetch(${body}, ${variable.request})")
        .otherwise()
          .bean(MediaDesk.class, "upload(${body}, ${variable.request})")
      .end();

    from("direct:list-media").routeId("list-media").routeConfigurationId("edge")
      .bean(MediaDesk.class, "list(${variable.request})");

    from("direct:show-media").routeId("show-media").routeConfigurationId("edge")
      .bean(MediaDesk.class, "show(${variable.request})");

    from("direct:delete-media").routeId("delete-media").routeConfigurationId("edge")
      .bean(MediaDesk.class, "delete(${variable.request})");
  }
}
