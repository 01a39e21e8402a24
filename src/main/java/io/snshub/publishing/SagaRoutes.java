package io.snshub.publishing;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.rest.RestParamType;
import org.springframework.stereotype.Component;

/** The REST operation that sets a saga going again. */
@Component
class SagaRoutes extends RouteBuilder {
  @Override
  public void configure() {
    rest("/api/sns/sagas").tag("Sagas")
      .post("/{id}/resume").id("resume-saga").routeId("rest-resume-saga").description("Let a saga go on now that waits or was given up: in the direction it has, with its failures forgotten")
      .param().name("id").type(RestParamType.path).dataType("string").required(true).description("The saga's id").endParam()
      .responseMessage().code(200).message("It is running already; nothing was changed").responseModel(SagaDesk.Resumed.class).endResponseMessage()
      .responseMessage().code(202).message("It goes on now").responseModel(SagaDesk.Resumed.class).endResponseMessage()
      .to("direct:resume-saga");

    from("direct:resume-saga").routeId("resume-saga").routeConfigurationId("edge")
      .bean(SagaDesk.class, "resume(${variable.request})");
  }
}
