package io.snshub.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.snshub.platform.Sighting.Found;
import io.snshub.platform.Sighting.Unclear;
import io.snshub.post.Content;
import io.snshub.post.PublishFailure;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SearchTest {
  private static final Found ONE = new Found("1", "https://x/1");
  private static final Found TWO = new Found("2", null);

  @Test
  void reads_on_until_a_page_names_no_next_one() {
    Search first = Search.NEW.read(List.of(), "c 1");
    Search last = first.read(List.of(), null);

    assertThat(Search.NEW.more(1)).isTrue();
    assertThat(Search.NEW.query("after")).isEmpty();
    assertThat(first.more(2)).isTrue();
    assertThat(first.query("after")).isEqualTo("&after=c%201");
    assertThat(last.more(9)).isFalse();
    assertThat(last.pages()).isEqualTo(2);
  }

  @Test
  void reads_no_more_pages_than_it_may() {
    Search first = Search.NEW.read(List.of(), "c");

    assertThat(first.more(1)).isFalse();
    assertThat(first.verdict("x", "pins"))
        .isEqualTo(new Unclear("x: more pins since then than can be read back", true));
  }

  @Test
  void a_cursor_that_leads_nowhere_is_stuck() {
    Search first = Search.NEW.read(List.of(), "c");

    assertThat(first.stuck("c")).isTrue();
    assertThat(first.stuck("")).isTrue();
    assertThat(first.stuck("d")).isFalse();
    assertThat(first.stuck(null)).isFalse();
    assertThat(Search.NEW.stuck("")).isTrue();
  }

  @Test
  void one_that_is_the_same_is_found_whatever_else_is_like_it() {
    Search search = Search.NEW.read(List.of(), List.of(TWO), "c").read(List.of(ONE), null);

    assertThat(search.verdict("x")).isEqualTo(ONE);
    assertThat(search.unseen()).isFalse();
  }

  @Test
  void several_on_different_pages_are_left_to_a_person() {
    Search search = Search.NEW.read(List.of(ONE), "c").read(List.of(TWO), List.of(TWO), null);

    assertThat(search.verdict("x")).isEqualTo(new Unclear("x: 3 posts may be this one", true));
  }

  @Test
  void one_that_is_only_alike_is_left_to_a_person() {
    Search search = Search.NEW.read(List.of(), List.of(ONE), null);

    assertThat(search.verdict("x")).isEqualTo(new Unclear("x: 1 posts may be this one", true));
    assertThat(search.unseen()).isFalse();
  }

  @Test
  void nothing_on_all_pages_is_absent() {
    Search search = Search.NEW.read(List.of(), null);

    assertThat(search.unseen()).isTrue();
    assertThat(search.verdict("x")).isEqualTo(new Sighting.Absent());
  }

  @Test
  void a_page_that_can_not_be_read_outweighs_what_was_found() {
    Search search = Search.NEW.read(List.of(ONE), "c").broken("x: unreadable");

    assertThat(search.more(9)).isFalse();
    assertThat(search.unseen()).isFalse();
    assertThat(search.verdict("x")).isEqualTo(new Unclear("x: unreadable", false));
  }

  @Test
  void a_refused_token_is_told() {
    Search search = Search.NEW.failed(new PublishFailure.NeedsReauth("190", "x: expired", true));

    assertThat(search.verdict("x")).isEqualTo(new Unclear("x: expired", false, true));
  }

  @Test
  void looks_from_the_attempt_on_as_another_clock_may_tell_it() {
    assertThat(Search.from(work(Instant.parse("2026-11-23T12:00:00Z"))))
        .isEqualTo(Instant.parse("2026-11-23T11:59:00Z"));
    assertThatNullPointerException().isThrownBy(() -> Search.from(work(null)));
  }

  private static LaneWork work(@Nullable Instant attemptAt) {
    return new LaneWork(
        1,
        1,
        "x",
        new Content("a", null, List.of(), Map.of()),
        new LaneWork.Account(1, "42", "t"),
        null,
        null,
        1,
        attemptAt,
        Map.of());
  }
}
