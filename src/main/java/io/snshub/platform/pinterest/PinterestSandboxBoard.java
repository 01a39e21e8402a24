package io.snshub.platform.pinterest;

import io.snshub.sandbox.Shelf;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One board. */
final class PinterestSandboxBoard {

  /** A part of a board. */
  record Section(long id, String name) {
    JsonObject json() {
      return new JsonObject().put("id", Long.toString(id)).put("name", name);
    }
  }

  private final long id;
  private final Instant createdAt;
  private final Shelf<Long, Section> sections = new Shelf<>(500);
  private String name;
  private @Nullable String description;
  private String privacy;
  private Instant pinsModifiedAt;
  private int pins;

  PinterestSandboxBoard(
      long id, String name, @Nullable String description, String privacy, Instant createdAt) {
    this.id = id;
    this.name = name;
    this.description = description;
    this.privacy = privacy;
    this.createdAt = createdAt;
    this.pinsModifiedAt = createdAt;
  }

  long id() {
    return id;
  }

  String name() {
    return name;
  }

  String privacy() {
    return privacy;
  }

  Shelf<Long, Section> sections() {
    return sections;
  }

  Section section(String sectionId) {
    Section section =
        sectionId.matches("\\d{1,18}") ? sections.get(Long.parseLong(sectionId)) : null;
    if (section == null) {
      throw PinterestSandboxDialect.noSection();
    }
    return section;
  }

  void change(
      @Nullable String newName, @Nullable String newDescription, @Nullable String newPrivacy) {
    name = newName == null ? name : newName;
    description = newDescription == null ? description : newDescription;
    privacy = newPrivacy == null ? privacy : newPrivacy;
  }

  /** A pin came or went. */
  void pinned(int change, Instant at) {
    pins = Math.max(0, pins + change);
    pinsModifiedAt = at;
  }

  JsonObject json() {
    return new JsonObject()
        .put("id", Long.toString(id))
        .put("name", name)
        .put("description", description)
        .put("privacy", privacy)
        .put("is_ads_only", false)
        .put("created_at", PinterestSandboxPin.time(createdAt))
        .put("board_pins_modified_at", PinterestSandboxPin.time(pinsModifiedAt))
        .put("collaborator_count", 0)
        .put("follower_count", 0)
        .put("pin_count", pins)
        .put("owner", new JsonObject().put("username", PinterestSandbox.USERNAME))
        .put(
            "media",
            new JsonObject().putNull("image_cover_url").put("pin_thumbnail_urls", new JsonArray()));
  }
}
