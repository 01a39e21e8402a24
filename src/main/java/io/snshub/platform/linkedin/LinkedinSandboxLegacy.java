package io.snshub.platform.linkedin;

import io.snshub.platform.linkedin.LinkedinSandboxAsset.Kind;
import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The older way to share: {@code ugcPosts} with assets that were registered. */
final class LinkedinSandboxLegacy {
  private static final String CONTENT = "com.linkedin.ugc.ShareContent";
  private static final String VISIBILITY = "com.linkedin.ugc.MemberNetworkVisibility";
  private static final String UPLOAD = "com.linkedin.digitalmedia.uploading.MediaUploadHttpRequest";

  private final LinkedinSandboxFeed feed;
  private final LinkedinSandboxPosts posts;
  private final LinkedinSandboxMedia media;
  private final LinkedinSandboxMember member;

  LinkedinSandboxLegacy(
      LinkedinSandboxFeed feed,
      LinkedinSandboxPosts posts,
      LinkedinSandboxMedia media,
      LinkedinSandboxMember member) {
    this.feed = feed;
    this.posts = posts;
    this.media = media;
    this.member = member;
  }

  void open(LinkedinSandboxResources resources) {
    resources
        .write("POST", "/ugcPosts", Operation.PUBLISH, this::create)
        .read("/ugcPosts/{urn}", Operation.LOOKUP, this::get)
        .write(
            "DELETE",
            "/ugcPosts/{urn}",
            Operation.DELETE,
            call -> posts.delete(call.key("urn"), call.call()))
        .write("POST", "/assets", Operation.UPLOAD, this::register)
        .read("/assets/{id}", Operation.UPLOAD, this::asset);
  }

  private Reply register(LinkedinSandboxCall call) {
    if (!call.required("action").equals("registerUpload")) {
      throw LinkedinSandboxCall.badQuery();
    }
    JsonObject request = call.entity("registerUploadRequest");
    String owner = String.valueOf(request.getValue("owner"));
    member.mayWriteAs(owner, "/owner");
    LinkedinSandboxAsset asset = media.begin(Kind.ASSET, owner, 0, call.call());
    JsonObject http =
        new JsonObject()
            .put("headers", new JsonObject().put("media-type-family", "STILLIMAGE"))
            .put("uploadUrl", LinkedinSandboxUploads.address(asset, call.call()));
    JsonObject value =
        new JsonObject()
            .put("uploadMechanism", new JsonObject().put(UPLOAD, http))
            .put("mediaArtifact", "urn:li:digitalmediaMediaArtifact:(" + asset.urn() + ",0)")
            .put("asset", asset.urn());
    return LinkedinSandboxDialect.ok(new JsonObject().put("value", value));
  }

  private Reply asset(LinkedinSandboxCall call) {
    LinkedinSandboxAsset asset = media.byId(call.key("id"));
    if (asset == null || asset.kind() != Kind.ASSET) {
      throw LinkedinSandboxRefusals.missingEntity();
    }
    String status = asset.status(call.call().at());
    JsonObject recipe =
        new JsonObject()
            .put("recipe", "urn:li:digitalmediaRecipe:feedshare-image")
            .put("status", status);
    return LinkedinSandboxDialect.ok(
        new JsonObject()
            .put("id", asset.id())
            .put("recipes", new JsonArray().add(recipe))
            .put("status", "ALLOWED"));
  }

  private Reply create(LinkedinSandboxCall call) {
    JsonObject body = call.entity();
    Call raw = call.call();
    String author = String.valueOf(body.getValue("author"));
    member.mayWriteAs(author, "/author");
    JsonObject specific = object(body, "specificContent");
    JsonObject share = object(specific, CONTENT);
    String text = String.valueOf(object(share, "shareCommentary").getValue("text", ""));
    LinkedinSandboxDraft.atMost("/specificContent/shareCommentary/text", text.length(), 3_000);
    JsonObject fields =
        new JsonObject()
            .put("author", author)
            // no little text here: every character is shown
            .put("commentary", LinkedinSandboxText.escaped(text))
            .put("visibility", object(body, "visibility").getString(VISIBILITY, "PUBLIC"))
            .put("distribution", new JsonObject().put("feedDistribution", "MAIN_FEED"));
    String category = String.valueOf(share.getValue("shareMediaCategory", "NONE"));
    if (!category.equals("NONE")) {
      fields.put("content", content(share, category, author, raw));
    }
    LinkedinSandboxPost post = posts.put(fields, raw);
    return LinkedinSandboxDialect.json(201, new JsonObject().put("id", post.urn()))
        .header("x-restli-id", post.urn())
        .created(post.shown(raw.prefix()));
  }

  private JsonObject content(JsonObject share, String category, String author, Call call) {
    JsonArray given = share.getValue("media") instanceof JsonArray list ? list : new JsonArray();
    if (given.isEmpty() || !(given.getValue(0) instanceof JsonObject first)) {
      throw LinkedinSandboxDraft.missing("/specificContent/media");
    }
    if (category.equals("ARTICLE")) {
      return new JsonObject()
          .put("article", new JsonObject().put("source", first.getValue("originalUrl")));
    }
    JsonArray images = new JsonArray();
    for (Object one : given) {
      String urn = String.valueOf(((JsonObject) one).getValue("media"));
      Kind[] kinds = {Kind.ASSET, Kind.IMAGE, Kind.VIDEO};
      media.attach(urn, author, "/specificContent/media", call.at(), kinds);
      images.add(new JsonObject().put("id", urn));
    }
    return images.size() == 1
        ? new JsonObject().put("media", images.getJsonObject(0))
        : new JsonObject().put("multiImage", new JsonObject().put("images", images));
  }

  private static JsonObject object(JsonObject parent, String field) {
    if (parent.getValue(field) instanceof JsonObject found) {
      return found;
    }
    throw LinkedinSandboxRefusals.unfit(
        "/" + field, "field is required but not found and has no default value");
  }

  private Reply get(LinkedinSandboxCall call) {
    LinkedinSandboxPost post = feed.required(call.key("urn"));
    JsonObject share =
        new JsonObject()
            .put("shareCommentary", new JsonObject().put("text", post.text().shown()))
            .put("shareMediaCategory", post.fields().containsKey("content") ? "IMAGE" : "NONE");
    return LinkedinSandboxDialect.ok(
        new JsonObject()
            .put("id", post.urn())
            .put("author", post.author())
            .put("lifecycleState", "PUBLISHED")
            .put("specificContent", new JsonObject().put(CONTENT, share))
            .put(
                "visibility",
                new JsonObject().put(VISIBILITY, post.fields().getString("visibility")))
            .put("firstPublishedAt", post.createdAt().toEpochMilli()));
  }
}
