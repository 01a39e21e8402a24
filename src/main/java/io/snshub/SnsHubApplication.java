package io.snshub;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the hub. */
@SpringBootApplication
public class SnsHubApplication {
  public static void main(String[] args) {
    SpringApplication.run(SnsHubApplication.class, args);
  }
}
