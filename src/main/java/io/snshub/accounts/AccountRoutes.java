package io.snshub.accounts;

import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** Refreshes an account's token, once however many lanes ask, and ahead of its end. */
@Component
class AccountRoutes extends RouteBuilder {
  @Override
  public void configure() {
    from("direct:refresh-account").routeId("refresh-account").errorHandler(noErrorHandler())
      .bean(Accounts.class, "begin")
      // named apart from what the fragments set
      .setVariable("accountRefresh", body())
      .choice()
        .when(simple("${body.work} == null"))
          .setBody(simple("${body.grant}"))
        .otherwise()
          .setBody(simple("${body.work}"))
          .toD("direct:${body.platform}-refresh")
          .bean(Accounts.class, "end(${variable.accountRefresh}, ${body})")
      .end();

    from("direct:renew-accounts").routeId("renew-accounts").errorHandler(noErrorHandler())
      .split(body()).parallelProcessing().executorService("laneWorkers")
        .to("direct:renew-account")
      .end();

    from("direct:renew-account").routeId("renew-account").errorHandler(noErrorHandler())
      .doTry()
        .to("direct:refresh-account")
      .endDoTry()
      // a value, so that the others of its batch go on
      .doCatch(Exception.class)
        .log(LoggingLevel.WARN, "renewing a token broke: ${exception.class.simpleName}")
      .end();
  }
}
