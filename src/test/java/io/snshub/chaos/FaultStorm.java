package io.snshub.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Makes the platforms misbehave: now this call, now that, in every way they can. Ends all of it
 * every few seconds, which lets held calls go and makes expired tokens good again.
 */
final class FaultStorm implements Runnable {
  private static final long WINDOW = TimeUnit.SECONDS.toNanos(6);
  private static final List<String> GARBAGE =
      List.of("", "<html><body>502 Bad Gateway</body></html>", "{\"data\":{\"id\":", "nonsense");

  /**
   * What would leave an account to a person, and so the rest of the round without it: Instagram's
   * expired tokens can't be renewed, and X takes a refresh token once, so that a hub killed between
   * X's answer and its own commit has none left. After failed processing the hub gives Instagram a
   * minute and more.
   */
  private static final Map<String, Set<String>> SPARED =
      Map.of(
          "expire_token", Set.of("instagram", "twitter"), "fail_processing", Set.of("instagram"));

  private final SandboxChild sandbox;
  private final Random random;
  private final Map<String, Integer> met = new TreeMap<>();
  private volatile boolean over;

  FaultStorm(SandboxChild sandbox, Random random) {
    this.sandbox = sandbox;
    this.random = random;
  }

  @Override
  public void run() {
    long cleared = System.nanoTime();
    try {
      while (!over) {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(80, 600));
        arm();
        if (System.nanoTime() - cleared > WINDOW) {
          clear();
          cleared = System.nanoTime();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the storm; to be called after its thread has ended. */
  void clear() {
    for (JsonNode left : sandbox.clear()) {
      met.merge(left.path("kind").asText(), -left.path("times").asInt(), Integer::sum);
    }
  }

  void end() {
    over = true;
  }

  /** Returns how many calls met a fault of each kind. */
  Map<String, Integer> met() {
    return met;
  }

  private void arm() {
    String operation = operation(random.nextInt(100));
    int times = random.nextInt(1, 3);
    Map<String, Object> fault = new TreeMap<>(ending(operation));
    String platform = PlannedPost.ALL.get(random.nextInt(PlannedPost.ALL.size()));
    if (SPARED.getOrDefault(String.valueOf(fault.get("kind")), Set.of()).contains(platform)) {
      return;
    }
    fault.put("platform", platform);
    fault.put("operation", operation);
    fault.put("times", times);
    if (sandbox.arm(fault)) {
      met.merge(String.valueOf(fault.get("kind")), times, Integer::sum);
    }
  }

  private static String operation(int percent) {
    if (percent < 55) {
      return "publish";
    } else if (percent < 72) {
      return "upload";
    }
    return percent < 84 ? "lookup" : "delete";
  }

  private Map<String, Object> ending(String operation) {
    boolean making = operation.equals("publish") || operation.equals("upload");
    return switch (random.nextInt(14)) {
      case 0 -> Map.of("kind", "drop_before");
      case 1, 2 -> Map.of("kind", "drop_after");
      case 3 -> Map.of("kind", "hold");
      case 4 -> Map.of("kind", "latency", "ms", random.nextInt(100, 2_500));
      case 5 -> Map.of("kind", "rate_limit", "retry_after", 1);
      case 6 -> Map.of("kind", "status", "code", random.nextBoolean() ? 500 : 503);
      // a takedown that is refused for good would be a matter for a person
      case 7 -> Map.of("kind", "status", "code", making ? 400 : 503);
      case 8 -> Map.of("kind", "expire_token");
      case 9 -> Map.of("kind", "cut_after", "bytes", random.nextInt(400));
      case 10 -> Map.of("kind", "late_answer", "ms", random.nextInt(1_000, 4_000));
      case 11 -> garbled("garble_after", random.nextBoolean() ? 200 : 502);
      // "done" about something that was not done can't be seen through, so it is never said
      case 12 -> garbled("garble_before", operation.equals("delete") ? 502 : 200);
      default ->
          random.nextInt(3) == 0
              ? Map.of("kind", "fail_processing")
              : Map.of("kind", "slow_processing", "ms", random.nextInt(200, 2_000));
    };
  }

  private Map<String, Object> garbled(String kind, int code) {
    return Map.of("kind", kind, "code", code, "body", GARBAGE.get(random.nextInt(GARBAGE.size())));
  }
}
