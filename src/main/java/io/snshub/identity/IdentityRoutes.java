package io.snshub.identity;

import io.snshub.identity.IdentityDesk.AuditPage;
import io.snshub.identity.IdentityDesk.Me;
import io.snshub.identity.IdentityDesk.NewUser;
import io.snshub.identity.IdentityDesk.UserList;
import io.snshub.identity.KeyForms.IssuedKey;
import io.snshub.identity.KeyForms.KeyList;
import io.snshub.identity.KeyForms.NewKey;
import io.snshub.identity.KeyForms.Rotation;
import io.snshub.identity.Users.UserView;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.rest.RestParamType;

/** The REST operations on the caller, users and keys. */
final class IdentityRoutes extends RouteBuilder {
  private final IdentityDesk desk;
  private final KeyDesk keyDesk;
  private final ApiKeys keys;

  IdentityRoutes(IdentityDesk desk, KeyDesk keyDesk, ApiKeys keys) {
    this.desk = desk;
    this.keyDesk = keyDesk;
    this.keys = keys;
  }

  @Override
  public void configure() {
    rests();
    doors();
  }

  private void rests() {
    rest("/api/sns/me").tag("Identity").description("Who calls: users and API keys")
      .get().id("show-me").routeId("rest-show-me").description("Who am I, and with which key")
        .outType(Me.class)
        .to("direct:show-me");

    rest("/api/sns/users").tag("Identity")
      .post().id("create-user").routeId("rest-create-user").description("Create a tenant (administrator)")
        .type(NewUser.class)
        .responseMessage().code(201).message("Created").responseModel(UserView.class).endResponseMessage()
        .to("direct:create-user")
      .get().id("list-users").routeId("rest-list-users").description("List the tenants (administrator)")
        .param().name("limit").type(RestParamType.query).dataType("integer").required(false).description("Page size, 1 to 100").endParam()
        .param().name("offset").type(RestParamType.query).dataType("integer").required(false).description("Entries to skip").endParam()
        .outType(UserList.class)
        .to("direct:list-users");

    rest("/api/sns/keys").tag("Identity")
      .post().id("create-key").routeId("rest-create-key").description("Create an API key; it is shown once")
        .type(NewKey.class)
        .responseMessage().code(201).message("Created").responseModel(IssuedKey.class).endResponseMessage()
        .to("direct:create-key")
      .get().id("list-keys").routeId("rest-list-keys").description("List API keys")
        .param().name("user_id").type(RestParamType.query).dataType("integer").required(false).description("Whose keys (administrator); own keys by default").endParam()
        .param().name("limit").type(RestParamType.query).dataType("integer").required(false).description("Page size, 1 to 100").endParam()
        .param().name("offset").type(RestParamType.query).dataType("integer").required(false).description("Entries to skip").endParam()
        .outType(KeyList.class)
        .to("direct:list-keys")
      .post("/{id}/rotate").id("rotate-key").routeId("rest-rotate-key").description("Make a key that may do the same; the old one goes on for its overlap, 24 hours by default")
        .type(Rotation.class)
        .param().name("id").type(RestParamType.path).dataType("integer").description("The key's id").endParam()
        .param().name("body").type(RestParamType.body).required(false).description("Other than by default").endParam()
        .responseMessage().code(201).message("Created").responseModel(IssuedKey.class).endResponseMessage()
        .to("direct:rotate-key")
      .delete("/{id}").id("revoke-key").routeId("rest-revoke-key").description("Revoke an API key")
        .param().name("id").type(RestParamType.path).dataType("integer").description("The key's id").endParam()
        .responseMessage().code(204).message("Revoked").endResponseMessage()
        .to("direct:revoke-key");

    rest("/api/sns/audit").tag("Identity")
      .get().id("list-audit").routeId("rest-list-audit").description("Who changed what, when and from where, newest first (administrator)")
        .param().name("user_id").type(RestParamType.query).dataType("integer").required(false).description("Only what belongs to this user").endParam()
        .param().name("limit").type(RestParamType.query).dataType("integer").required(false).description("Page size, 1 to 100").endParam()
        .param().name("offset").type(RestParamType.query).dataType("integer").required(false).description("Entries to skip").endParam()
        .outType(AuditPage.class)
        .to("direct:list-audit");
  }

  private void doors() {
    from("direct:show-me").routeId("show-me").routeConfigurationId("edge")
      .bean(desk, "me(${variable.request})");

    from("direct:create-user").routeId("create-user").routeConfigurationId("edge")
      .bean(desk, "createUser(${body}, ${variable.request})");

    from("direct:list-users").routeId("list-users").routeConfigurationId("edge")
      .bean(desk, "listUsers(${variable.request})");

    from("direct:create-key").routeId("create-key").routeConfigurationId("edge")
      .bean(keyDesk, "create(${body}, ${variable.request})");

    from("direct:list-keys").routeId("list-keys").routeConfigurationId("edge")
      .bean(keyDesk, "list(${variable.request})");

    from("direct:revoke-key").routeId("revoke-key").routeConfigurationId("edge")
      .bean(keyDesk, "revoke(${variable.request})");

    from("direct:rotate-key").routeId("rotate-key").routeConfigurationId("edge")
      .bean(keyDesk, "rotate(${body}, ${variable.request})");

    from("direct:list-audit").routeId("list-audit").routeConfigurationId("edge")
      .bean(desk, "listAudit(${variable.request})");

    from("timer:note-key-use?period=30000").routeId("tick-note-key-use").routeGroup("identity")
      .errorHandler(noErrorHandler())
      .bean(keys, "noteUse");
  }
}
