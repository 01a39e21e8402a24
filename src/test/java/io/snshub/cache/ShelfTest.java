package io.snshub.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.dao.TransientDataAccessResourceException;

class ShelfTest {
  private final Rows rows = new Rows();
  private final TestTiers tiers = new TestTiers(false);
  private final Shelf<Long> shelf = tiers.shelves.shelf("post", String::valueOf, rows);

  private long version(long key) {
    Document document = shelf.get(key);
    return document == null ? -1 : document.version();
  }

  @Test
  void keeps_a_document_for_its_life_and_no_longer() {
    rows.rest(1, 4);

    assertThat(version(1)).isEqualTo(4);
    rows.rest(1, 5);
    tiers.advance(499);
    assertThat(version(1)).isEqualTo(4);
    tiers.advance(1);
    assertThat(version(1)).isEqualTo(5);
    assertThat(rows.loads).containsExactly(List.of(1L), List.of(1L));
  }

  @Test
  void a_process_that_is_alone_keeps_what_rests_for_a_minute_and_what_moves_for_half_a_second() {
    TestTiers alone = new TestTiers(true);
    Shelf<Long> posts = alone.shelves.shelf("post", String::valueOf, rows);
    rows.rest(1, 1);
    rows.move(2, 1);

    posts.getAll(List.of(1L, 2L));
    alone.advance(500);
    posts.getAll(List.of(1L, 2L));
    alone.advance(59_499);
    posts.get(1L);
    alone.advance(1);
    posts.get(1L);

    assertThat(rows.loads).containsExactly(List.of(1L, 2L), List.of(2L), List.of(1L));
  }

  @Test
  void life_begins_when_the_load_does() {
    rows.rest(1, 4);
    rows.afterRead = () -> tiers.advance(400);

    version(1);
    rows.rest(1, 5);
    tiers.advance(100);

    assertThat(version(1)).isEqualTo(5);
  }

  @Test
  void a_page_is_read_by_one_load_of_what_is_missing() {
    for (long key = 1; key <= 4; key++) {
      rows.rest(key, key);
    }

    version(2);
    Map<Long, Document> page = shelf.getAll(List.of(1L, 2L, 3L, 3L, 9L));

    assertThat(page).containsOnlyKeys(1L, 2L, 3L);
    assertThat(new String(page.get(3L).bytes(), StandardCharsets.UTF_8)).startsWith("3 in");
    assertThat(rows.loads).containsExactly(List.of(2L), List.of(1L, 3L, 9L));
    assertThat(tiers.hits("memory")).isEqualTo(1);
    assertThat(tiers.misses("memory")).isEqualTo(4);
    assertThat(shelf.getAll(List.of())).isEmpty();
  }

  @Test
  void that_there_is_none_is_believed_for_a_fifth_of_a_second() {
    assertThat(shelf.get(1L)).isNull();
    tiers.advance(199);
    assertThat(shelf.get(1L)).isNull();
    assertThat(rows.loads).hasSize(1);

    rows.rest(1, 1);
    tiers.advance(1);
    assertThat(version(1)).isEqualTo(1);
  }

  @Test
  void what_was_missing_is_found_once_it_is_made() {
    assertThat(shelf.get(1L)).isNull();

    rows.rest(1, 1);
    shelf.changed(1L);

    assertThat(version(1)).isEqualTo(1);
  }

  @Test
  void forgets_what_has_changed_and_nothing_else() {
    rows.rest(1, 1);
    rows.rest(2, 1);
    shelf.getAll(List.of(1L, 2L));

    rows.rest(1, 2);
    shelf.changed(1L);

    assertThat(version(1)).isEqualTo(2);
    version(2);
    assertThat(rows.loads).containsExactly(List.of(1L, 2L), List.of(1L));
  }

  @Test
  void a_failed_load_is_told_and_not_kept() {
    rows.rest(1, 1);
    rows.afterRead =
        () -> {
          throw new TransientDataAccessResourceException("away");
        };
    assertThatThrownBy(() -> shelf.get(1L)).hasMessage("away");

    rows.afterRead = () -> {};
    assertThat(version(1)).isEqualTo(1);
  }

  @Test
  void forgets_documents_when_they_weigh_too_much() {
    TestTiers small = new TestTiers(true, 10_000, 16);
    Shelf<Long> posts = small.shelves.shelf("post", String::valueOf, rows);
    for (long key = 1; key <= 1_000; key++) {
      rows.rest(key, 1);
      posts.get(key);
    }
    rows.loads.clear();

    for (long key = 1; key <= 1_000; key++) {
      posts.get(key);
    }

    assertThat(rows.loads.size()).isBetween(900, 1_000);
  }

  @Test
  void two_shelves_of_one_name_are_refused() {
    assertThatThrownBy(() -> tiers.shelves.shelf("post", String::valueOf, rows))
        .hasMessage("there is a shelf post already");
  }
}
