package io.snshub.web;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which other sites' pages may call the API from a browser; none by default.
 *
 * @param allowedOrigins such as {@code https://app.example.com}
 */
@ConfigurationProperties("hub.cors")
record CorsSettings(@DefaultValue List<String> allowedOrigins) {

  CorsSettings {
    for (String origin : allowedOrigins) {
      if (!origin.matches("https?://[A-Za-z0-9.\\[\\]:-]{1,255}")) {
        throw new IllegalArgumentException(
            "hub.cors.allowed-origins holds %s: an origin is needed, such as https://app.example.com"
                .formatted(origin));
      }
    }
  }
}
