package io.snshub;

import io.snshub.sandbox.SandboxApplication;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the hub, or only the platform sandbox when the first argument is {@code sandbox}. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class SnsHubApplication {
  public static void main(String[] args) {
    if (args.length > 0 && args[0].equals("sandbox")) {
      SandboxApplication.main(Arrays.copyOfRange(args, 1, args.length));
      return;
    }
    try {
      SpringApplication.run(SnsHubApplication.class, args);
    } catch (RuntimeException e) {
      // Spring has told why; threads that had started must not keep a dead hub alive
      System.exit(1);
    }
  }
}
