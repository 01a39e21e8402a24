package io.snshub.sandbox;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A post (or a message) that people can see.
 *
 * @param platform the platform's prefix
 * @param id the platform's id
 * @param account whose it is
 * @param content its text
 * @param media names or addresses of what is attached
 * @param permalink its public address, or null
 * @param createdAt when it became visible
 */
public record SandboxPost(
    String platform,
    String id,
    String account,
    String content,
    List<String> media,
    @Nullable String permalink,
    Instant createdAt) {

  JsonObject toJson() {
    return new JsonObject()
        .put("platform", platform)
        .put("platform_post_id", id)
        .put("account", account)
        .put("content", content)
        .put("media", new JsonArray(media))
        .put("permalink", permalink)
        .put("created_at", createdAt.toString());
  }
}
