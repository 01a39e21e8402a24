package io.snshub.platform.instagram;

import io.snshub.platform.Answers;
import io.snshub.platform.LaneWork;
import io.snshub.platform.PlatformRequest;
import io.snshub.post.Media;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Variable;

/** What a new container is made of. */
final class InstagramForms {
  private InstagramForms() {}

  static PlatformRequest create(@Variable("work") LaneWork work) {
    InstagramHandle handle = InstagramHandle.of(work);
    Map<String, String> form = new LinkedHashMap<>();
    int made = handle.children().size();
    if (InstagramContainers.carousel(work) && made < work.content().media().size()) {
      child(form, work.content().media().get(made), handle.video(made));
    } else {
      whole(form, work);
      InstagramOptions.put(form, work);
    }
    return PlatformRequest.of("POST", InstagramContainers.account(work) + "/media")
        .bearer(work.account().accessToken())
        .form(Answers.form(form));
  }

  private static void whole(Map<String, String> form, LaneWork work) {
    InstagramHandle handle = InstagramHandle.of(work);
    Media first = work.content().media().get(0);
    switch (InstagramOptions.form(work)) {
      case CAROUSEL -> {
        form.put("media_type", "CAROUSEL");
        form.put("children", String.join(",", handle.children()));
      }
      case REEL -> {
        form.put("media_type", "REELS");
        form.put("video_url", first.url());
      }
      case STORY -> {
        form.put("media_type", "STORIES");
        form.put(handle.video(0) ? "video_url" : "image_url", first.url());
        return;
      }
      case PICTURE -> {
        form.put("image_url", first.url());
        InstagramOptions.put(form, "alt_text", first.alt());
      }
    }
    form.put("caption", work.content().text());
  }

  private static void child(Map<String, String> form, Media media, boolean video) {
    form.put("is_carousel_item", "true");
    if (video) {
      form.put("media_type", "VIDEO");
      form.put("video_url", media.url());
    } else {
      form.put("image_url", media.url());
      InstagramOptions.put(form, "alt_text", media.alt());
    }
  }
}
