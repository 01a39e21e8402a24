package io.snshub.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaFilesTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private static final Probed.Good PICTURE =
      new Probed.Good(MediaType.PNG, Probed.Look.picture(3, 4, false));

  private Duration fresh = Duration.ofDays(30);

  @TempDir Path directory;

  @Test
  void sweeps_what_was_not_used_for_a_day() throws IOException {
    MediaFiles yesterday = at(NOON.minus(Duration.ofHours(30)));
    keep(yesterday, "old");
    keep(yesterday, "used");
    yesterday.find("old");
    Files.writeString(yesterday.part("half"), "h");
    Files.setLastModifiedTime(only(".part"), FileTime.from(NOON.minus(Duration.ofHours(30))));
    at(NOON.minus(Duration.ofHours(1))).find("used");

    int swept = at(NOON).sweep();

    assertThat(swept).isEqualTo(3);
    assertThat(at(NOON).find("old")).isNull();
    assertThat(at(NOON).find("used")).isNotNull();
  }

  @Test
  void does_not_find_what_is_half_there() throws IOException {
    Files.writeString(directory.resolve("x"), "bytes of which nothing is known");

    assertThat(at(NOON).find("x")).isNull();
  }

  @Test
  void what_came_long_ago_is_fetched_again_however_often_it_is_used() throws IOException {
    fresh = Duration.ofHours(1);
    keep(at(NOON), "daily");

    assertThat(at(NOON.plus(Duration.ofMinutes(59))).find("daily")).isNotNull();
    assertThat(at(NOON.plus(Duration.ofMinutes(60))).find("daily")).isNull();
  }

  @Test
  void knows_what_a_file_is_without_looking_again() throws IOException {
    Probed.Good film =
        new Probed.Good(
            MediaType.WEBM, new Probed.Look(null, null, Duration.ofMillis(1_500), false));
    keep(at(NOON), "picture");
    at(NOON).keep(Files.writeString(at(NOON).part("film"), "bytes"), "film", film);

    assertThat(at(NOON).find("picture").facts()).isEqualTo(PICTURE.facts(5));
    assertThat(at(NOON).find("film").facts()).isEqualTo(film.facts(5));
  }

  private void keep(MediaFiles files, String name) throws IOException {
    files.keep(Files.writeString(files.part(name), "bytes"), name, PICTURE);
  }

  private Path only(String ending) throws IOException {
    try (var all = Files.list(directory)) {
      return all.filter(file -> file.toString().endsWith(ending)).findFirst().orElseThrow();
    }
  }

  private MediaFiles at(Instant now) {
    return new MediaFiles(directory, Duration.ofHours(24), fresh, Clock.fixed(now, ZoneOffset.UTC));
  }
}
