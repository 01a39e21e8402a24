package io.snshub.reading;

import static io.snshub.web.RestParams.flag;
import static io.snshub.web.RestParams.id;
import static io.snshub.web.RestParams.instant;
import static io.snshub.web.RestParams.limit;
import static io.snshub.web.RestParams.number;
import static io.snshub.web.RestParams.oneOf;
import static io.snshub.web.RestParams.page;
import static io.snshub.web.RestParams.text;

import io.snshub.post.EventType;
import io.snshub.post.PostStatus;
import java.util.Arrays;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.rest.RestDefinition;
import org.apache.camel.model.rest.RestParamType;
import org.springframework.stereotype.Component;

/** The REST operations that read. */
@Component
class ReadingRoutes extends RouteBuilder {
  private static final String[] SAGA_STATES = {"pending", "in_progress", "completed", "failed", "compensating", "compensated"};

  @Override
  public void configure() {
    rests();
    doors();
  }

  private void rests() {
    RestDefinition posts = rest("/api/sns/posts").tag("Posts");
    page(posts.get().id("list-posts").routeId("rest-list-posts").description("Own posts, newest first; deleted ones only when asked for. total is counted up to 10000 (with q among the 1000 newest posts that have its rarest word), total_relation says whether there are more").outType(Pages.PostPage.class));
    oneOf(posts, "status", "Only posts in this state", Arrays.stream(PostStatus.values()).map(PostStatus::wire).toArray(String[]::new));
    text(posts, "platform", "Only posts for this platform");
    instant(posts, "from", "Created at or after");
    instant(posts, "to", "Created before");
    text(posts, "q", "Only posts whose text has all these words: runs of letters and digits, whatever their case; pairs of characters in scripts without blanks");
    text(posts, "cursor", "next_cursor of the page before");
    posts.to("direct:list-posts");

    id(posts.get("/{id}").id("show-post").routeId("rest-show-post").description("One post with its targets").outType(PostView.class), "The post's id")
      .to("direct:show-post");
    id(posts.get("/{id}/timeline").id("show-timeline").routeId("rest-show-timeline").description("Every step, attempt, compensation and event of a post, in order").outType(Pages.Timeline.class), "The post's id")
      .to("direct:show-timeline");

    RestDefinition events = rest("/api/sns/events").tag("Events").description("What happened");
    limit(events.get().id("list-events").routeId("rest-list-events").description("Own events, oldest first").outType(Pages.EventPage.class));
    oneOf(events, "type", "Only events of this type", Arrays.stream(EventType.values()).map(EventType::wire).toArray(String[]::new));
    number(events, "after", "next_cursor of the page before");
    events.to("direct:list-events");

    events.get("/replay").id("show-replay").routeId("rest-show-replay").description("How far the read model has been made again (administrator)").outType(Pages.ReplayView.class)
      .to("direct:show-replay");
    events.post("/replay").id("replay-events").routeId("rest-replay-events").description("Make lists, searches and the calendar again from the posts; they answer meanwhile (administrator)")
      .type(ReplayDesk.ReplayRequest.class)
      .responseMessage().code(202).message("Begun, or under way").responseModel(Pages.ReplayView.class).endResponseMessage()
      .to("direct:replay-events");

    RestDefinition calendar = rest("/api/sns/calendar").tag("Posts").description("Posts by day");
    calendar.get().id("show-calendar").routeId("rest-show-calendar").description("Own posts by day: at the time they are planned for, else were published at, else were made at. 20 posts a day are shown, 500 counted").outType(Pages.CalendarView.class);
    text(calendar, "from", "First day, or a time; today by default");
    text(calendar, "to", "Last day, or the time before which posts are shown; 31 days by default, 92 at most");
    text(calendar, "zone", "Whose days: a time zone such as Europe/Berlin, UTC by default");
    calendar.to("direct:show-calendar");

    RestDefinition sagas = rest("/api/sns/sagas").tag("Sagas").description("Executions, their steps and compensations");
    page(sagas.get().id("list-sagas").routeId("rest-list-sagas").description("Own sagas, newest first").outType(Pages.SagaPage.class));
    text(sagas, "cursor", "next_cursor of the page before");
    oneOf(sagas, "status", "Only sagas in this state", SAGA_STATES);
    flag(sagas, "stuck", "Only sagas that a person should look at, or only the others");
    sagas.to("direct:list-sagas");
    sagas.get("/{id}").id("show-saga").routeId("rest-show-saga").description("One saga with its steps").outType(Pages.SagaView.class)
      .param().name("id").type(RestParamType.path).dataType("string").description("The saga's id").endParam()
      .to("direct:show-saga");
  }

  private void doors() {
    from("direct:list-posts").routeId("list-posts").routeConfigurationId("edge")
      .bean(Posts.class, "list(${variable.request})");
    from("direct:show-post").routeId("show-post").routeConfigurationId("edge")
      .bean(Posts.class, "show(${variable.request})");
    from("direct:show-timeline").routeId("show-timeline").routeConfigurationId("edge")
      .bean(Timelines.class, "show(${variable.request})");
    from("direct:show-calendar").routeId("show-calendar").routeConfigurationId("edge")
      .bean(PostCalendar.class, "show(${variable.request})");
    from("direct:show-replay").routeId("show-replay").routeConfigurationId("edge")
      .bean(ReplayDesk.class, "show(${variable.request})");
    from("direct:replay-events").routeId("replay-events").routeConfigurationId("edge")
      .bean(ReplayDesk.class, "begin(${body}, ${variable.request})");
    from("direct:list-events").routeId("list-events").routeConfigurationId("edge")
      .bean(Proceedings.class, "events(${variable.request})");
    from("direct:list-sagas").routeId("list-sagas").routeConfigurationId("edge")
      .bean(Proceedings.class, "sagas(${variable.request})");
    from("direct:show-saga").routeId("show-saga").routeConfigurationId("edge")
      .bean(Proceedings.class, "saga(${variable.request})");
  }
}
