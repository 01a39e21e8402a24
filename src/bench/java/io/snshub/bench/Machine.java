package io.snshub.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootVersion;

/** Where the figures come from. */
final class Machine {
  private Machine() {}

  /** Returns what the machine is made of. */
  static Map<String, Object> hardware() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("processor", processor());
    facts.put("cores", Runtime.getRuntime().availableProcessors());
    facts.put("memory_mb", memory());
    facts.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    facts.put("arch", System.getProperty("os.arch"));
    facts.put("load_before", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    return facts;
  }

  /** Returns what runs on it. */
  static Map<String, Object> versions(@Nullable String postgresql) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put(
        "jdk",
        System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
    facts.put("spring_boot", SpringBootVersion.getVersion());
    facts.put("camel", version(CamelContext.class));
    facts.put("tomcat", org.apache.catalina.util.ServerInfo.getServerNumber());
    facts.put("h2", org.h2.engine.Constants.VERSION);
    if (postgresql != null) {
      facts.put("postgresql", postgresql);
    }
    return facts;
  }

  /** Returns the commit that was measured, or null outside a repository. */
  static @Nullable String commit() {
    try {
      Process git = new ProcessBuilder("git", "describe", "--always", "--dirty").start();
      String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return git.waitFor() == 0 && !said.isEmpty() ? said : null;
    } catch (IOException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private static @Nullable String version(Class<?> type) {
    return type.getPackage().getImplementationVersion();
  }

  private static String processor() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }

  private static long memory() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean one
        ? one.getTotalMemorySize() >> 20
        : 0;
  }
}
