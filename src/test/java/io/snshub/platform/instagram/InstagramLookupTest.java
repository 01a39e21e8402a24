package io.snshub.platform.instagram;

import static org.assertj.core.api.Assertions.assertThat;

import io.snshub.platform.LaneWork;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.Search;
import io.snshub.platform.Sighting;
import io.snshub.post.Content;
import io.snshub.post.Media;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InstagramLookupTest {
  private static final LaneWork WORK =
      new LaneWork(
          1,
          1,
          "instagram",
          new Content("ours", null, List.of(Media.of("https://cdn.example.com/a.jpg")), Map.of()),
          new LaneWork.Account(1, "42", "t"),
          "{\"container\":\"7\"}",
          null,
          1,
          Instant.parse("2026-11-23T12:00:00Z"),
          Map.of("api", "http://x"));

  private static Answered page(String caption, String after) {
    String paging =
        after == null
            ? "{}"
            : "{\"cursors\":{\"after\":\"%s\"},\"next\":\"http://x/next\"}".formatted(after);
    String body =
        ("{\"data\":[{\"id\":\"%s\",\"caption\":\"%s\",\"media_type\":\"IMAGE\","
                + "\"timestamp\":\"2026-11-23T12:00:01+0000\"}],\"paging\":%s}")
            .formatted(caption.length(), caption, paging);
    return new Answered(200, Map.of(), body.getBytes());
  }

  @Test
  void a_further_page_is_read_before_a_post_is_said_to_be_absent() {
    Search first = InstagramLookup.looked(page("other", "c1"), WORK, Search.NEW);
    assertThat(InstagramLookup.more(first)).isTrue();
    assertThat(InstagramLookup.list(WORK, first).uri()).endsWith("&after=c1");

    Search found = InstagramLookup.looked(page("ours", null), WORK, first);
    Search none = InstagramLookup.looked(page("another", null), WORK, first);

    assertThat(InstagramLookup.more(found)).isFalse();
    assertThat(InstagramLookup.sighting(found, "FINISHED"))
        .isEqualTo(new Sighting.Found("4", null));
    assertThat(InstagramLookup.sighting(none, "FINISHED")).isEqualTo(new Sighting.Absent());
  }

  @Test
  void a_list_that_leads_back_to_itself_proves_nothing() {
    Search first = InstagramLookup.looked(page("other", "c1"), WORK, Search.NEW);
    Search again = InstagramLookup.looked(page("other", "c1"), WORK, first);

    assertThat(InstagramLookup.more(again)).isFalse();
    assertThat(InstagramLookup.sighting(again, "FINISHED"))
        .isInstanceOfSatisfying(
            Sighting.Unclear.class, look -> assertThat(look.forHuman()).isFalse());
  }
}
