package io.snshub.accounts;

import static io.snshub.web.RestParams.flag;
import static io.snshub.web.RestParams.id;
import static io.snshub.web.RestParams.oneOf;
import static io.snshub.web.RestParams.page;
import static io.snshub.web.RestParams.text;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.rest.RestDefinition;
import org.springframework.stereotype.Component;

/** What users see of their accounts, and what they can do with them. */
@Component
class AccountDeskRoutes extends RouteBuilder {
  private static final String ACCOUNT = "The account's id";

  @Override
  public void configure() {
    declare();

    from("direct:list-accounts").routeId("list-accounts").routeConfigurationId("edge")
      .bean(AccountsDesk.class, "list(${variable.request})");

    from("direct:choose-places").routeId("choose-places").routeConfigurationId("edge")
      .bean(PlaceDesk.class, "choose(${body}, ${variable.request})");

    from("direct:show-account").routeId("show-account").routeConfigurationId("edge")
      .bean(AccountsDesk.class, "show(${variable.request})");

    from("direct:disconnect-account").routeId("disconnect-account").routeConfigurationId("edge")
      .bean(AccountsDesk.class, "leave(${variable.request})")
      .setVariable("leaving", body())
      .setBody(simple("${body.request}"))
      .filter(body().isNotNull())
        .to("direct:platform-call")
      .end()
      .bean(AccountsDesk.class, "left(${variable.leaving}, ${body})");

    from("direct:refresh-own-account").routeId("refresh-own-account").routeConfigurationId("edge")
      .bean(AccountsDesk.class, "refresh(${variable.request})")
      .to("direct:refresh-account")
      .bean(AccountsDesk.class, "refreshed(${variable.request}, ${body})");
  }

  private void declare() {
    RestDefinition accounts = rest("/api/sns/accounts").tag("Accounts");
    page(accounts.get().id("list-accounts").routeId("rest-list-accounts").description("Own connected accounts, oldest first").outType(AccountView.AccountList.class));
    text(accounts, "platform", "Of this platform only");
    oneOf(accounts, "status", "With this status only", AccountRow.CONNECTED, AccountRow.NEEDS_REAUTH)
      .to("direct:list-accounts");
    accounts.post().id("choose-places").routeId("rest-choose-places").description("Connect places that a person has allowed: for a callback that answered with several")
        .type(PlaceDesk.ChosenPlaces.class)
        .responseMessage().code(201).message("Connected").responseModel(PlaceDesk.Connected.class).endResponseMessage()
      .to("direct:choose-places");
    id(accounts.get("/{id}").id("show-account").routeId("rest-show-account").description("One account: its health, what was granted, how long it lasts, and which scheduled posts would fail").outType(AccountView.class), ACCOUNT)
      .to("direct:show-account");
    id(accounts.delete("/{id}").id("disconnect-account").routeId("rest-disconnect-account").description("Let an account go: its tokens are revoked where the platform can do that, and forgotten. Connecting it again brings back its id").outType(AccountView.Gone.class), ACCOUNT);
    flag(accounts, "force", "true: also when unfinished posts need it; they will fail")
      .to("direct:disconnect-account");
    id(accounts.post("/{id}/refresh").id("refresh-account").routeId("rest-refresh-account").description("Renew the account's token now").outType(AccountView.class), ACCOUNT)
      .to("direct:refresh-own-account");
  }
}
