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
    Files.writeString(directory.resolve("x"), "bytes without a type");

    assertThat(at(NOON).find("x")).isNull();
  }

  private void keep(MediaFiles files, String name) throws IOException {
    files.keep(Files.writeString(files.part(name), "bytes"), name, "image/png");
  }

  private Path only(String ending) throws IOException {
    try (var all = Files.list(directory)) {
      return all.filter(file -> file.toString().endsWith(ending)).findFirst().orElseThrow();
    }
  }

  private MediaFiles at(Instant now) {
    return new MediaFiles(directory, Duration.ofHours(24), Clock.fixed(now, ZoneOffset.UTC));
  }
}
