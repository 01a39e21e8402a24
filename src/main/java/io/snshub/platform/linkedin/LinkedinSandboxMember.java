package io.snshub.platform.linkedin;

import io.snshub.platform.linkedin.LinkedinSandboxAsset.Kind;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The member that the tokens belong to and the one page that they administer: who it is, and what
 * it may do.
 */
final class LinkedinSandboxMember {
  static final String ID = "sandboxMbr";
  static final String URN = "urn:li:person:" + ID;

  private static final List<String> ACTIONS =
      List.of(
          "ORGANIC_SHARE_CREATE",
          "ORGANIC_SHARE_EDIT",
          "ORGANIC_SHARE_DELETE",
          "ORGANIC_SHARE_VIEW_AS_AUTHOR",
          "UPDATE_ANALYTICS_READ");

  private final BooleanSupplier memberOnly;

  LinkedinSandboxMember(BooleanSupplier memberOnly) {
    this.memberOnly = memberOnly;
  }

  void open(Site site, LinkedinSandboxResources resources) {
    site.route("GET", "/v2/userinfo", Operation.LOOKUP, call -> userinfo());
    resources
        .read("/me", Operation.LOOKUP, call -> me(call))
        .read("/organizationAcls", Operation.LOOKUP, this::acls)
        .read("/organizationalEntityAcls", Operation.LOOKUP, this::acls)
        .read("/organizationAuthorizations", Operation.LOOKUP, this::authorizations)
        .read("/organizations/{id}", Operation.LOOKUP, this::organization)
        .read("/organizations", Operation.LOOKUP, this::organizations)
        .read("/networkSizes/{urn}", Operation.METRICS, this::followers);
  }

  /** Refuses an author whom the token doesn't speak for. */
  void mayWriteAs(String urn, String field) {
    if (!urn.matches("urn:li:(person|organization|organizationBrand):[\\w-]+")) {
      boolean other = urn.startsWith("urn:li:");
      throw LinkedinSandboxRefusals.invalid(
          other ? "INVALID_URN_TYPE" : "INVALID_VALUE_FOR_FIELD",
          field,
          "Invalid " + field.substring(1) + ": " + urn);
    }
    boolean page = urn.equals(LinkedinSandbox.ACCOUNT) && !memberOnly.getAsBoolean();
    if (!page && !urn.equals(URN)) {
      throw LinkedinSandboxRefusals.denied(
          "Unpermitted fields present in REQUEST_BODY: Data Processing Exception while processing"
              + " fields ["
              + field
              + "]");
    }
  }

  /** Refuses what a token with nothing but w_member_social can't read. */
  void mayRead(String resource, String method, @Nullable String version) {
    if (memberOnly.getAsBoolean()) {
      throw LinkedinSandboxRefusals.denied(
          "Not enough permissions to access: "
              + resource
              + "."
              + method
              + "."
              + LinkedinSandboxVersions.full(version));
    }
  }

  /** Refuses the state of images to such a token; that of videos it may read. */
  void mayRead(Kind kind) {
    if (memberOnly.getAsBoolean() && kind != Kind.VIDEO) {
      throw LinkedinSandboxRefusals.denied(
          "Accessing this "
              + kind.type()
              + " resource is forbidden. Please check your permissions for this resource");
    }
  }

  private static Reply userinfo() {
    return LinkedinSandboxDialect.ok(
        new JsonObject()
            .put("sub", ID)
            .put("name", "Sandbox Member")
            .put("given_name", "Sandbox")
            .put("family_name", "Member")
            .put("picture", "https://media.licdn.com/dms/image/sandbox/0")
            .put("locale", new JsonObject().put("country", "US").put("language", "en"))
            .put("email", "sandbox@example.com")
            .put("email_verified", true));
  }

  private static Reply me(LinkedinSandboxCall call) {
    JsonObject me =
        new JsonObject()
            .put("id", ID)
            .put("localizedFirstName", "Sandbox")
            .put("localizedLastName", "Member")
            .put("localizedHeadline", "Member of the sandbox")
            .put("vanityName", "sandbox-member")
            .put("firstName", localized("Sandbox"))
            .put("lastName", localized("Member"));
    return LinkedinSandboxDialect.ok(LinkedinSandboxResources.only(me, call));
  }

  private static JsonObject localized(String text) {
    return new JsonObject()
        .put("localized", new JsonObject().put("en_US", text))
        .put("preferredLocale", new JsonObject().put("country", "US").put("language", "en"));
  }

  private Reply acls(LinkedinSandboxCall call) {
    mayRead("organizationAcls", "FINDER-" + call.required("q"), version(call));
    boolean wanted = !call.has("role") || String.valueOf(call.text("role")).equals("ADMINISTRATOR");
    JsonArray elements = new JsonArray();
    if (wanted && !"REVOKED".equals(call.text("state"))) {
      elements.add(
          new JsonObject()
              .put("role", "ADMINISTRATOR")
              .put("organization", LinkedinSandbox.ACCOUNT)
              .put("organizationalTarget", LinkedinSandbox.ACCOUNT)
              .put("roleAssignee", URN)
              .put("state", "APPROVED"));
    }
    return LinkedinSandboxBatch.all(elements);
  }

  private Reply authorizations(LinkedinSandboxCall call) {
    mayRead("organizationAuthorizations", "BATCH_FINDER", version(call));
    JsonArray answers = new JsonArray();
    for (Object asked :
        call.get("authorizationActions") instanceof List<?> list ? list : List.of()) {
      String action = String.valueOf(asked);
      boolean approved = ACTIONS.stream().anyMatch(action::contains);
      JsonObject status =
          new JsonObject()
              .put(
                  approved
                      ? "com.linkedin.organization.Approved"
                      : "com.linkedin.organization.Denied",
                  new JsonObject());
      JsonObject one =
          new JsonObject().put("organization", LinkedinSandbox.ACCOUNT).put("status", status);
      answers.add(new JsonObject().put("elements", new JsonArray().add(one)));
    }
    return LinkedinSandboxDialect.ok(new JsonObject().put("elements", answers));
  }

  private Reply organization(LinkedinSandboxCall call) {
    if (!LinkedinSandbox.ACCOUNT.endsWith(":" + call.key("id"))) {
      throw LinkedinSandboxRefusals.missingEntity();
    }
    return LinkedinSandboxDialect.ok(LinkedinSandboxResources.only(page(), call));
  }

  private Reply organizations(LinkedinSandboxCall call) {
    if (call.has("ids")) {
      Map<String, JsonObject> known = Map.of("5515715", page());
      return LinkedinSandboxBatch.of(call.texts("ids"), known::get);
    }
    boolean ours =
        call.required("q").equals("vanityName") && "sandbox".equals(call.text("vanityName"));
    return LinkedinSandboxBatch.all(ours ? new JsonArray().add(page()) : new JsonArray());
  }

  private static JsonObject page() {
    return new JsonObject()
        .put("id", 5_515_715)
        .put("$URN", LinkedinSandbox.ACCOUNT)
        .put("localizedName", "Sandbox Page")
        .put("vanityName", "sandbox")
        .put("name", localized("Sandbox Page"))
        .put("organizationType", "PRIVATELY_HELD")
        .put("versionTag", "1");
  }

  private Reply followers(LinkedinSandboxCall call) {
    if (!call.key("urn").equals(LinkedinSandbox.ACCOUNT)) {
      throw LinkedinSandboxRefusals.missingEntity();
    }
    return LinkedinSandboxDialect.ok(new JsonObject().put("firstDegreeSize", 1_337));
  }

  private static @Nullable String version(LinkedinSandboxCall call) {
    return call.call().header("LinkedIn-Version");
  }
}
