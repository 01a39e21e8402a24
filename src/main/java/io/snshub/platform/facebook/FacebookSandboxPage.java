package io.snshub.platform.facebook;

import io.snshub.platform.facebook.FacebookSandboxFields.Field;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The Page, its person and its app as nodes. */
final class FacebookSandboxPage implements FacebookSandboxFields.Node {
  static final String NAME = "Sandbox Page";
  static final String USER = "122100000000000001";
  static final String APP = "sandbox-client";
  static final JsonArray TASKS =
      new JsonArray(
          List.of("ADVERTISE", "ANALYZE", "CREATE_CONTENT", "MESSAGING", "MODERATE", "MANAGE"));

  private final @Nullable String pageToken;

  /** The Page as somebody sees it who may have its token, or as somebody who may not. */
  FacebookSandboxPage(@Nullable String pageToken) {
    this.pageToken = pageToken;
  }

  static JsonObject from() {
    return new JsonObject().put("name", NAME).put("id", FacebookSandbox.PAGE);
  }

  static JsonObject application() {
    return new JsonObject().put("name", "Sandbox").put("id", APP);
  }

  @Override
  public String type() {
    return "Page";
  }

  @Override
  public Set<String> known() {
    return FacebookSandboxNames.PAGE;
  }

  @Override
  public List<String> usual() {
    return List.of("name", "id");
  }

  @Override
  public @Nullable Object value(Field field) {
    return switch (field.name()) {
      case "id" -> FacebookSandbox.PAGE;
      case "name" -> NAME;
      case "access_token" -> pageToken;
      case "tasks" -> TASKS;
      case "category" -> "Software";
      case "category_list" ->
          new JsonArray().add(new JsonObject().put("id", "2211").put("name", "Software"));
      case "fan_count", "followers_count" -> 1_234;
      case "has_transitioned_to_new_page_experience", "is_published" -> true;
      case "link" -> "https://www.facebook.com/" + FacebookSandbox.PAGE;
      case "username" -> "sandboxpage";
      case "picture" -> picture(FacebookSandbox.PAGE);
      case "instagram_business_account" -> new JsonObject().put("id", "17841400000000001");
      case "verification_status" -> "not_verified";
      default -> null;
    };
  }

  /** The person who manages the Page. */
  record User(@Nullable String pageToken) implements FacebookSandboxFields.Node {
    @Override
    public String type() {
      return "User";
    }

    @Override
    public Set<String> known() {
      return FacebookSandboxNames.USER;
    }

    @Override
    public List<String> usual() {
      return List.of("name", "id");
    }

    @Override
    public @Nullable Object value(Field field) {
      return switch (field.name()) {
        case "id" -> USER;
        case "name" -> "Sandy Box";
        case "first_name", "short_name" -> "Sandy";
        case "last_name" -> "Box";
        case "email" -> "sandy@example.com";
        case "picture" -> picture(USER);
        case "accounts" ->
            FacebookSandboxAnswers.list(
                new JsonArray()
                    .add(
                        FacebookSandboxFields.select(
                            "access_token,category,category_list,name,id,tasks",
                            new FacebookSandboxPage(pageToken))));
        default -> null;
      };
    }
  }

  private static JsonObject picture(String of) {
    return new JsonObject()
        .put(
            "data",
            new JsonObject()
                .put("height", 50)
                .put("width", 50)
                .put("is_silhouette", false)
                .put("url", "https://scontent.xx.fbcdn.net/v/" + of + "_p.jpg"));
  }
}
