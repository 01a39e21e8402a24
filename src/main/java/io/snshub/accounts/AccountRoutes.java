package io.snshub.accounts;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** Refreshes an account's token, once however many lanes ask. */
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
          .bean(Accounts.class, "end(${variable.accountRefresh.accountId}, ${body})")
      .end();
  }
}
