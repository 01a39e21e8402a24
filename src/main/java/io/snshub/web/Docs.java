package io.snshub.web;

import java.util.function.Supplier;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.view.RedirectView;

/** The API's description: the OpenAPI document and a page to read it in. Open to everyone. */
@Controller
class Docs {
  /** Swagger UI writes style attributes; it needs no script but those of this server. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'"
          + " data:; connect-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private final OpenApiDocument document;

  Docs(OpenApiDocument document) {
    this.document = document;
  }

  @GetMapping("/")
  RedirectView home() {
    return new RedirectView("/api/docs", true, false, false);
  }

  @GetMapping("/api/openapi.json")
  ResponseEntity<byte[]> json() {
    return description("application/json", document::json);
  }

  @GetMapping("/api/openapi.yaml")
  ResponseEntity<byte[]> yaml() {
    return description("application/yaml", document::yaml);
  }

  @GetMapping("/api/docs")
  ResponseEntity<ClassPathResource> page() {
    return file("docs/index.html", "text/html;charset=UTF-8");
  }

  @GetMapping("/api/docs/start.js")
  ResponseEntity<ClassPathResource> script() {
    return file("docs/start.js", "text/javascript;charset=UTF-8");
  }

  private static ResponseEntity<byte[]> description(String type, Supplier<byte[]> text) {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(type))
        .cacheControl(CacheControl.noCache())
        .body(text.get());
  }

  private static ResponseEntity<ClassPathResource> file(String name, String type) {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(type))
        .header("Content-Security-Policy", POLICY)
        .cacheControl(CacheControl.noCache())
        .body(new ClassPathResource(name));
  }
}
