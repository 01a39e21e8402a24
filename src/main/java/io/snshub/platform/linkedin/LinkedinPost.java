package io.snshub.platform.linkedin;

import io.snshub.platform.LaneWork;
import io.snshub.post.Content;
import io.snshub.post.Media;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of a new post. Pure. */
final class LinkedinPost {
  static final int TITLE = 400;

  private LinkedinPost() {}

  static Map<String, Object> of(LaneWork work) {
    Content content = work.content();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("author", LinkedinAuthor.of(work).urn());
    body.put("commentary", LinkedinText.write(content.text()));
    body.put("visibility", option(content, "visibility", "PUBLIC"));
    body.put("distribution", distribution(content));
    body.put("lifecycleState", "PUBLISHED");
    body.put("isReshareDisabledByAuthor", option(content, "disable_reshare", false));
    Map<String, Object> attached = attached(content, LinkedinHandle.of(work).media());
    if (!attached.isEmpty()) {
      body.put("content", attached);
    }
    Object parent = content.options().get("reshare");
    if (parent != null) {
      body.put("reshareContext", Map.of("parent", parent));
    }
    return body;
  }

  private static Map<String, Object> distribution(Content content) {
    Map<String, Object> distribution = new LinkedHashMap<>();
    distribution.put("feedDistribution", "MAIN_FEED");
    distribution.put("targetEntities", option(content, "target_entities", List.of()));
    distribution.put("thirdPartyDistributionChannels", List.of());
    return distribution;
  }

  private static Map<String, Object> attached(Content content, List<String> urns) {
    Object link = content.options().get("link");
    if (link instanceof String address) {
      return Map.of("article", article(content, address, urns));
    }
    Object poll = content.options().get("poll");
    if (poll instanceof Map<?, ?> asked) {
      return Map.of("poll", poll(asked));
    }
    if (urns.size() == 1) {
      return Map.of("media", single(content, urns.get(0)));
    }
    return urns.isEmpty()
        ? Map.of()
        : Map.of("multiImage", Map.of("images", several(content, urns)));
  }

  /** LinkedIn reads nothing from the page itself; a picture of the post becomes the preview's. */
  private static Map<String, Object> article(Content content, String address, List<String> urns) {
    Map<String, Object> article = new LinkedHashMap<>();
    article.put("source", address);
    article.put("title", title(content, address));
    put(article, "description", content.options().get("description"));
    if (!urns.isEmpty()) {
      article.put("thumbnail", urns.get(0));
      put(article, "thumbnailAltText", alt(content, 0));
    }
    return article;
  }

  private static String title(Content content, String address) {
    if (content.title() != null && !content.title().isBlank()) {
      return content.title();
    }
    return address.length() > TITLE ? address.substring(0, TITLE) : address;
  }

  private static Map<String, Object> single(Content content, String urn) {
    Map<String, Object> media = new LinkedHashMap<>();
    media.put("id", urn);
    if (urn.startsWith("urn:li:image:")) {
      put(media, "altText", alt(content, 0));
    } else {
      put(media, "title", content.title());
    }
    return media;
  }

  private static List<Map<String, Object>> several(Content content, List<String> urns) {
    List<Map<String, Object>> images = new ArrayList<>();
    for (int i = 0; i < urns.size(); i++) {
      Map<String, Object> image = new LinkedHashMap<>();
      image.put("id", urns.get(i));
      put(image, "altText", alt(content, i));
      images.add(image);
    }
    return images;
  }

  private static Map<String, Object> poll(Map<?, ?> asked) {
    List<Map<String, Object>> options = new ArrayList<>();
    for (Object one : asked.get("options") instanceof List<?> list ? list : List.of()) {
      options.add(Map.of("text", String.valueOf(one)));
    }
    Object duration = asked.get("duration");
    Map<String, Object> poll = new LinkedHashMap<>();
    poll.put("question", String.valueOf(asked.get("question")));
    poll.put("options", options);
    poll.put("settings", Map.of("duration", duration == null ? "THREE_DAYS" : duration));
    return poll;
  }

  private static @Nullable String alt(Content content, int index) {
    List<Media> media = content.media();
    return index < media.size() ? media.get(index).alt() : null;
  }

  private static Object option(Content content, String name, Object standard) {
    Object value = content.options().get(name);
    return value == null ? standard : value;
  }

  private static void put(Map<String, Object> map, String name, @Nullable Object value) {
    if (value != null && !value.equals("")) {
      map.put(name, value);
    }
  }
}
