package io.snshub.simulation;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Lets a seed decide: few blows, but where it hurts, and weather on the way to the platforms. */
final class RandomPlan implements Plan {
  /** No more trouble after this, so that everything can come to an end. */
  private static final Duration TROUBLE = Duration.ofHours(2);

  /** Not yet part of every build: {@code -Dsimulation.clocks=true}. */
  private static final boolean WRONG_CLOCKS = Boolean.getBoolean("simulation.clocks");

  private static final Duration[] PAUSES = {
    Duration.ofSeconds(1),
    Duration.ofSeconds(3),
    Duration.ofSeconds(20),
    Duration.ofSeconds(35),
    Duration.ofSeconds(70),
    Duration.ofSeconds(200)
  };
  private static final String[] COMMANDS = {"cancel", "publish-now", "schedule", "retry", "delete"};

  private final RandomGenerator random;
  private final VirtualTime time;
  private final double weather;
  private final Map<Integer, AtEffect> blows = new HashMap<>();
  private final Map<Integer, Duration> pauses = new HashMap<>();
  private final Map<Integer, String> commands = new HashMap<>();

  RandomPlan(RandomGenerator random, VirtualTime time) {
    this.random = random;
    this.time = time;
    double[] weathers = {0, 0.08, 0.2, 0.5};
    this.weather = weathers[random.nextInt(weathers.length)];
    AtEffect[] kinds = AtEffect.values();
    int reach = random.nextInt(10, 100);
    for (int i = random.nextInt(4); i > 0; i--) {
      blows.put(random.nextInt(1, reach), kinds[random.nextInt(1, kinds.length)]);
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      pauses.put(random.nextInt(1, 2 * reach), PAUSES[random.nextInt(PAUSES.length)]);
    }
    for (int i = Math.max(0, random.nextInt(5) - 2); i > 0; i--) {
      commands.put(random.nextInt(1, reach), COMMANDS[random.nextInt(COMMANDS.length)]);
    }
  }

  private boolean calm() {
    return time.micros() > VirtualTime.micros(TROUBLE);
  }

  @Override
  public AtEffect atEffect(int number, String what) {
    return blows.getOrDefault(number, AtEffect.NOTHING);
  }

  @Override
  public Duration pauseBefore(int step) {
    return pauses.getOrDefault(step, Duration.ZERO);
  }

  @Override
  public @Nullable String command(int number) {
    return commands.get(number);
  }

  @Override
  public Duration away() {
    return Duration.ofMillis(random.nextInt(3) == 0 ? random.nextInt(100_000) : 500);
  }

  @Override
  public Duration wrongClock() {
    int worst = (int) worstClock().toSeconds();
    return worst == 0 ? Duration.ZERO : Duration.ofSeconds(random.nextInt(-worst, worst + 1));
  }

  @Override
  public Duration worstClock() {
    return WRONG_CLOCKS ? Duration.ofMinutes(5) : Duration.ZERO;
  }

  @Override
  public Fate fate(int call, String what, String platform) {
    if (calm() || random.nextDouble() >= weather) {
      return Fate.WELL;
    }
    int dice = random.nextInt(100);
    if (dice < 12) {
      return Fate.SLOW;
    } else if (dice < 32) {
      return Fate.BUSY;
    } else if (dice < 40) {
      return Fate.NEVER;
    } else if (dice < 46) {
      return Fate.TOKEN_EXPIRED;
    } else if (dice < 48) {
      return Fate.TOKEN_DEAD;
    } else if (dice < 56) {
      return Fate.NOT_SENT;
    } else if (dice < 68) {
      return Fate.LOST;
    }
    return dice < 86 ? Fate.ANSWER_LOST : Fate.LATE;
  }

  @Override
  public Duration about(Duration usual) {
    return Duration.ofNanos((long) (usual.toNanos() * random.nextDouble(0.2, 1.8)) / 1000 * 1000);
  }

  @Override
  public Duration stepDelay() {
    int dice = random.nextInt(100);
    int most = dice < 90 ? 3_000 : dice < 98 ? 300_000 : 2_500_000;
    return Duration.ofNanos(1000L * random.nextInt(50, most));
  }

  @Override
  public int pick(int bound) {
    return random.nextInt(bound);
  }
}
