package io.snshub.media;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * Serves uploaded media to platforms that fetch them. Whoever knows an address may have the file:
 * platforms send no key, so the address itself is the secret. Ranges and HEAD are Spring's.
 */
@Controller
class PublicMedia {
  private static final String POLICY = "default-src 'none'; sandbox";

  private final MediaTable table;
  private final MediaStore store;

  PublicMedia(MediaTable table, MediaStore store) {
    this.table = table;
    this.store = store;
  }

  @GetMapping("/media/{key:[A-Za-z0-9_-]{32}}/{name:[A-Za-z0-9_.-]{1,80}}")
  ResponseEntity<Resource> serve(@PathVariable String key, @PathVariable String name) {
    StoredMedium medium =
        table.findByKey(key).filter(found -> found.name().equals(name)).orElse(null);
    Path file = store.file(key);
    if (medium == null || !file.toFile().isFile()) {
      return ResponseEntity.notFound().build();
    }
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(medium.facts().contentType()))
        .eTag('"' + medium.sha256() + '"')
        .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePrivate())
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", POLICY)
        .header("Cross-Origin-Resource-Policy", "cross-origin")
        .body(new FileSystemResource(file));
  }
}
