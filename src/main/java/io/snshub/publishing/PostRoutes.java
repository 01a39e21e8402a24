package io.snshub.publishing;

import static io.snshub.web.RestParams.id;
import static io.snshub.web.RestParams.optionalBody;
import static io.snshub.web.RestParams.preferWait;

import io.snshub.publishing.PostDesk.ScheduleRequest;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.rest.RestDefinition;
import org.apache.camel.model.rest.RestParamType;
import org.springframework.stereotype.Component;

/** The REST operations that change posts. */
@Component
class PostRoutes extends RouteBuilder {
  private final SagaWait wait;

  PostRoutes(SagaWait wait) {
    this.wait = wait;
  }

  @Override
  public void configure() {
    rests();
    doors();
  }

  private void rests() {
    RestDefinition posts = rest("/api/sns/posts").tag("Posts").description("Posts and their life");
    posts.post().id("create-post").routeId("rest-create-post").description("Publish now, schedule, or keep as a draft")
      .type(PostRequest.class)
      .responseMessage().code(201).message("Accepted for good").responseModel(PostAccepted.class).endResponseMessage()
      .to("direct:create-post");
    preferWait(posts);
    posts.post("/bulk").id("create-posts").routeId("rest-create-posts").description("Hand in 1 to 500 posts at once; each is accepted or rejected by itself, and counts as one for the rate limit")
      .type(PostRequest[].class)
      .responseMessage().code(207).message("A verdict for each").responseModel(BulkVerdicts.class).endResponseMessage()
      .to("direct:create-posts");
    posts.post("/validate").id("validate-post").routeId("rest-validate-post").description("Say, platform by platform, what would become of a post; store nothing")
      .type(PostRequest.class).outType(PostVerdicts.class)
      .to("direct:validate-post");
    id(posts.put("/{id}").id("change-post").routeId("rest-change-post")
      .description("Change a draft or a scheduled post; without draft and scheduled_at it stays what it is, at its time"), "The post's id")
      .type(PostRequest.class).outType(ChangeCommand.Changed.class)
      .param().name("If-Match").type(RestParamType.header).dataType("string").required(false)
        .description("The ETag that the change is based on; with another one now, 412. Without, the post is changed whatever its version").endParam()
      .to("direct:change-post");
    command(posts.post("/{id}/cancel").id("cancel-post").routeId("rest-cancel-post").description("Stop a post before it runs"))
      .to("direct:cancel-post");
    optionalBody(command(preferWait(posts.post("/{id}/retry").id("retry-post").routeId("rest-retry-post")
      .description("Try the targets again that did not come out; or, with a body, say what became of a target that needs_human"))))
      .type(SettleCommand.SettleRequest.class)
      .to("direct:retry-post");
    command(preferWait(posts.post("/{id}/publish").id("publish-post-now").routeId("rest-publish-post-now").description("Publish a draft or a scheduled post now")))
      .to("direct:publish-post-now");
    command(posts.post("/{id}/schedule").id("schedule-post").routeId("rest-schedule-post").description("Set the time of a draft or a scheduled post"))
      .type(ScheduleRequest.class)
      .to("direct:schedule-post");
    command(posts.delete("/{id}").id("delete-post").routeId("rest-delete-post").description("Take a post down from every platform, then remove it"))
      .responseMessage().code(202).message("Being taken down").responseModel(PostCommands.Done.class).endResponseMessage()
      .to("direct:remove-post");
    preferWait(posts);
  }

  private static RestDefinition command(RestDefinition operation) {
    return id(operation, "The post's id").outType(PostCommands.Done.class);
  }

  private void doors() {
    from("direct:create-post").routeId("create-post").routeConfigurationId("edge")
      .bean(PostDesk.class, "create(${body}, ${variable.request})")
      .to("direct:await-saga");

    from("direct:create-posts").routeId("create-posts").routeConfigurationId("edge")
      .bean(BulkDesk.class, "create(${body}, ${variable.request})");

    from("direct:validate-post").routeId("validate-post").routeConfigurationId("edge")
      .bean(PostDesk.class, "validate(${body}, ${variable.request})");

    from("direct:change-post").routeId("change-post").routeConfigurationId("edge")
      .bean(ChangeDesk.class, "change(${body}, ${variable.request})");

    from("direct:cancel-post").routeId("cancel-post").routeConfigurationId("edge")
      .bean(PostDesk.class, "cancel(${variable.request})");

    from("direct:retry-post").routeId("retry-post").routeConfigurationId("edge")
      .bean(PostDesk.class, "retry(${body}, ${variable.request})")
      .to("direct:await-saga");

    from("direct:publish-post-now").routeId("publish-post-now").routeConfigurationId("edge")
      .bean(PostDesk.class, "publishNow(${variable.request})")
      .to("direct:await-saga");

    from("direct:schedule-post").routeId("schedule-post").routeConfigurationId("edge")
      .bean(PostDesk.class, "schedule(${body}, ${variable.request})");

    from("direct:remove-post").routeId("remove-post").routeConfigurationId("edge")
      .bean(PostDesk.class, "delete(${variable.request})")
      .to("direct:await-saga");

    // Prefer: wait holds the exchange, not a thread
    from("direct:await-saga").routeId("await-saga").errorHandler(noErrorHandler())
      .process(wait);
  }
}
