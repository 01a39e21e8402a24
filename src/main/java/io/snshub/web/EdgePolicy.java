package io.snshub.web;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteConfigurationBuilder;

/**
 * The policy {@code edge}: whatever a REST route throws becomes a problem answer, without a retry
 * and without a stack trace from Camel; {@link Failures} logs what was not expected.
 */
final class EdgePolicy extends RouteConfigurationBuilder {

  @Override
  public void configuration() {
    routeConfiguration("edge")
        .onException(Throwable.class)
        .handled(true)
        .maximumRedeliveries(0)
        .logHandled(false)
        .logExhausted(false)
        .logStackTrace(false)
        .process(EdgePolicy::answer);
  }

  private static void answer(Exchange exchange) {
    Throwable thrown = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    exchange.getMessage().setBody(Failures.answer(thrown));
  }
}
