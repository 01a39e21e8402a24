package io.bare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.HttpEncodingAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * What reading could cost at best: Spring MVC on the hub's own Tomcat with the hub's own server
 * settings, and a controller that answers with bytes it has. No login, no metrics, no Camel.
 *
 * <p>In a package of its own, where the hub does not look for what it is made of.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
  ServletWebServerFactoryAutoConfiguration.class,
  DispatcherServletAutoConfiguration.class,
  WebMvcAutoConfiguration.class,
  HttpMessageConvertersAutoConfiguration.class,
  JacksonAutoConfiguration.class,
  HttpEncodingAutoConfiguration.class,
  ErrorMvcAutoConfiguration.class
})
public class BareApplication {
  public static void main(String[] args) {
    SpringApplication.run(BareApplication.class, args);
  }

  /** The two answers. */
  @RestController
  static final class Bytes {
    private final byte[] one;
    private final byte[] list;

    Bytes() throws IOException {
      this.one = Files.readAllBytes(Path.of(System.getProperty("bench.one")));
      this.list = Files.readAllBytes(Path.of(System.getProperty("bench.list")));
    }

    @GetMapping(value = "/api/sns/posts/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    byte[] one(@PathVariable("id") long id) {
      return one;
    }

    @GetMapping(value = "/api/sns/posts", produces = MediaType.APPLICATION_JSON_VALUE)
    byte[] list() {
      return list;
    }
  }
}
