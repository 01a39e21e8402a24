package io.snshub.accounts;

import static io.snshub.web.RestParams.flag;
import static io.snshub.web.RestParams.text;

import io.snshub.call.Problem;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.rest.RestDefinition;
import org.apache.camel.model.rest.RestParamType;
import org.springframework.stereotype.Component;

/** The way of a person to a platform's page and back. */
@Component
class OauthRoutes extends RouteBuilder {
  /** What platforms add to their answer and the hub doesn't need; it may be there. */
  private static final String[] UNUSED = {
    "error_description", "error_reason", "error_uri", "error_code", "error_message", "scope", "scopes",
    "granted_scopes", "denied_scopes", "authuser", "prompt", "hd", "iss"
  };

  @Override
  public void configure() {
    RestDefinition oauth = rest("/api/sns/oauth").tag("Accounts").description("Connected platform accounts");
    platform(oauth.get("/{platform}/authorize").id("authorize").routeId("rest-authorize")
        .description("Begin to connect an account: the address of the platform's page to send a person to, good for ten minutes")
        .produces("application/json,text/html").outType(ConnectDesk.Departure.class));
    flag(oauth, "redirect", "true: answer with a redirect to the page; so does Accept: text/html")
        .responseMessage().code(302).message("Redirect to the platform's page").endResponseMessage()
        .responseMessage().code(422).message("No OAuth client is set for the platform").responseModel(Problem.class).endResponseMessage()
      .to("direct:authorize");

    platform(oauth.get("/{platform}/callback").id("oauth-callback").routeId("rest-oauth-callback")
        .description("Where platforms send people back to. No key: the state is the proof, good once. With several places to post to, they are listed to choose from")
        .produces("application/json,text/html").outType(PlaceDesk.Connected.class));
    text(oauth, "code", "What the platform gives for allowing it");
    text(oauth, "state", "What the authorize operation sent along");
    text(oauth, "error", "Why the platform gives no code");
    text(oauth, "connection", "connection_id of an earlier answer, to choose a place");
    text(oauth, "place", "The chosen place");
    for (String name : UNUSED) {
      text(oauth, name, "Added by some platforms; not used");
    }
    oauth
        .responseMessage().code(409).message("The choice has been made already").responseModel(Problem.class).endResponseMessage()
        .responseMessage().code(422).message("Not allowed, or not all of it; the code names it").responseModel(Problem.class).endResponseMessage()
      .to("direct:finish-connect");

    from("direct:authorize").routeId("authorize").routeConfigurationId("edge")
      .bean(ConnectDesk.class, "authorize(${variable.request})");

    from("direct:finish-connect").routeId("finish-connect").routeConfigurationId("edge")
      .bean(ConnectDesk.class, "arrive(${variable.request})")
      .filter(body().isInstanceOf(ConnectDesk.Arrival.class))
        .setVariable("arrival", body())
        .setBody(simple("${body.work}"))
        .to("direct:connect-account")
        .bean(ConnectDesk.class, "connected(${variable.arrival}, ${body})")
      .end();
  }

  private static void platform(RestDefinition rest) {
    rest.param().name("platform").type(RestParamType.path).dataType("string").required(true)
      .description("The platform's name").endParam();
  }
}
