package io.snshub.media;

import java.nio.file.Files;
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

  @GetMapping("/media/{key}/{name}")
  ResponseEntity<Resource> serve(@PathVariable String key, @PathVariable String name) {
    StoredMedium medium =
        table.findByKey(key).filter(found -> found.name().equals(name)).orElse(null);
    if (medium == null) {
      return ResponseEntity.notFound().build();
    }
    // the key as it is stored, never as it was asked for
    Path file = store.file(medium.key());
    if (!Files.isRegularFile(file)) {
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
