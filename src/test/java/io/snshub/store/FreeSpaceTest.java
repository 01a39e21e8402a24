package io.snshub.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FreeSpaceTest {
  private final AtomicLong usable = new AtomicLong(100);
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger questions = new AtomicInteger();
  private final FreeSpace space =
      new FreeSpace(
          100,
          () -> {
            questions.incrementAndGet();
            return usable.get();
          },
          nanos::get);

  @Test
  void nothing_new_is_taken_below_the_least_space_and_again_when_there_is_room() {
    assertThatCode(space::require).doesNotThrowAnyException();

    usable.set(99);
    nanos.addAndGet(1_000_000_000);
    assertThatThrownBy(space::require).isInstanceOf(NoSpaceLeftException.class);

    usable.set(100);
    nanos.addAndGet(1_000_000_000);
    assertThatCode(space::require).doesNotThrowAnyException();
  }

  @Test
  void what_is_about_to_come_counts() {
    usable.set(150);
    nanos.addAndGet(1_000_000_000);

    assertThatCode(() -> space.require(50)).doesNotThrowAnyException();
    assertThatThrownBy(() -> space.require(51)).isInstanceOf(NoSpaceLeftException.class);
  }

  @Test
  void the_file_system_is_asked_once_a_second_at_most() {
    for (int i = 0; i < 1_000; i++) {
      nanos.addAndGet(1_000_000);
      space.require();
    }

    assertThat(questions).hasValue(2);
  }

  @Test
  void a_full_disk_is_known_however_deep_it_lies_and_on_the_server_too() {
    IOException disk = new IOException("No space left on device");
    SQLException server = new SQLException("could not extend file", "53100");

    assertThat(NoSpaceLeftException.causes(new RuntimeException(new SQLException(disk)))).isTrue();
    assertThat(NoSpaceLeftException.causes(new RuntimeException(server))).isTrue();
    assertThat(NoSpaceLeftException.causes(new RuntimeException(new IOException("reset"))))
        .isFalse();
  }
}
