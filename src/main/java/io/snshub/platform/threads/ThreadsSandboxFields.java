package io.snshub.platform.threads;

import io.snshub.platform.threads.ThreadsSandboxDraft.Kind;
import io.snshub.sandbox.Call;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A post as it is read back: the id and what was asked for, as far as the post has it. */
final class ThreadsSandboxFields {
  static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxx").withZone(ZoneOffset.UTC);

  private static final Set<String> KNOWN =
      Set.of(
          "id",
          "media_product_type",
          "media_type",
          "media_url",
          "permalink",
          "owner",
          "username",
          "text",
          "timestamp",
          "shortcode",
          "thumbnail_url",
          "children",
          "is_quote_post",
          "quoted_post",
          "reposted_post",
          "alt_text",
          "link_attachment_url",
          "gif_url",
          "poll_attachment",
          "topic_tag",
          "has_replies",
          "is_reply",
          "is_reply_owned_by_me",
          "root_post",
          "replied_to",
          "hide_status",
          "reply_audience",
          "is_spoiler_media",
          "text_entities",
          "text_attachment",
          "location_id",
          "location",
          "is_verified",
          "profile_picture_url",
          "allowlisted_country_codes",
          "ghost_post_status",
          "reply_approval_status");

  private final ThreadsSandboxPosts posts;
  private final ThreadsSandboxSwitches switches;

  ThreadsSandboxFields(ThreadsSandboxPosts posts, ThreadsSandboxSwitches switches) {
    this.posts = posts;
    this.switches = switches;
  }

  /** Names with commas between them; what stands in braces belongs to the name before it. */
  static Set<String> names(Call call, String parameter) {
    String value = call.input(parameter);
    if (value == null || value.isBlank()) {
      return Set.of();
    }
    String plain = value.replaceAll("\\s", "").replaceAll("\\{[^{}]*}", "");
    return new LinkedHashSet<>(Arrays.asList(plain.split(",")));
  }

  /** Refuses a name that isn't one of these. */
  static Set<String> known(Set<String> asked, Set<String> known) {
    for (String name : asked) {
      if (!known.contains(name)) {
        throw ThreadsSandboxRefusals.invalid("Tried accessing nonexisting field (" + name + ")");
      }
    }
    return asked;
  }

  /** The Graph API answers with the id and what was asked for. */
  static JsonObject only(JsonObject all, Set<String> asked) {
    JsonObject some = new JsonObject();
    for (String name : asked) {
      if (all.containsKey(name)) {
        some.put(name, all.getValue(name));
      }
    }
    return all.containsKey("id") ? some.put("id", all.getString("id")) : some;
  }

  static Set<String> asked(Call call) {
    return known(names(call, "fields"), KNOWN);
  }

  JsonObject json(ThreadsSandboxPost post, Set<String> asked) {
    JsonObject json = new JsonObject().put("id", post.name());
    for (String name : asked) {
      Object value = field(post, name);
      if (value != null && !value.equals("")) {
        json.put(name, value);
      }
    }
    return json;
  }

  private @Nullable Object field(ThreadsSandboxPost post, String name) {
    ThreadsSandboxDraft draft = post.draft();
    return switch (name) {
      case "media_product_type" -> "THREADS";
      case "media_type" -> mediaType(draft.kind());
      case "media_url" -> draft.media();
      case "thumbnail_url" -> draft.kind() == Kind.VIDEO ? draft.media() : null;
      case "permalink" -> post.permalink();
      case "owner" -> post.topLevel() ? reference(ThreadsSandbox.ACCOUNT) : null;
      case "username" -> ThreadsSandbox.USERNAME;
      case "text" -> text(draft);
      case "timestamp" -> TIME.format(post.at());
      case "shortcode" -> post.shortcode();
      case "children" -> children(post.children());
      case "is_quote_post" -> draft.option("quote_post_id") != null;
      case "quoted_post" -> reference(draft.option("quote_post_id"));
      case "reposted_post" -> reference(draft.option("reposted"));
      case "has_replies" -> posts.hasReplies(post);
      case "is_reply" -> draft.reply();
      case "is_reply_owned_by_me" -> draft.reply() ? Boolean.TRUE : null;
      case "root_post" -> post.root().isEmpty() ? null : reference(post.root());
      case "replied_to" -> reference(draft.option("reply_to_id"));
      case "hide_status" -> draft.reply() ? post.hideStatus() : null;
      case "is_verified" -> false;
      case "profile_picture_url" -> ThreadsSandboxReads.PICTURE;
      default -> ThreadsSandboxAttached.field(post, name);
    };
  }

  private String text(ThreadsSandboxDraft draft) {
    String tag = ThreadsSandboxText.topic(draft.text());
    return tag != null && switches.tagsLoseTheirHash.getAsBoolean()
        ? draft.text().replace("#" + tag, tag)
        : draft.text();
  }

  private String mediaType(Kind kind) {
    return kind == Kind.VIDEO && switches.videosReadAsAudio.getAsBoolean() ? "AUDIO" : kind.word;
  }

  static @Nullable JsonObject reference(@Nullable String id) {
    return id == null ? null : new JsonObject().put("id", id);
  }

  private static @Nullable JsonObject children(List<ThreadsSandboxPost> children) {
    JsonArray data = new JsonArray();
    children.forEach(child -> data.add(reference(child.name())));
    return data.isEmpty() ? null : new JsonObject().put("data", data);
  }
}
