package io.snshub.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a schedule is about.
 *
 * @param processes how many there are at a time
 * @param posts what is accepted at its beginning
 * @param outages platforms that can't be reached for a while
 * @param afterwards what the user does when all is quiet, or null
 */
record Scenario(
    int processes, List<Post> posts, List<Outage> outages, @Nullable String afterwards) {

  /**
   * A post.
   *
   * @param strict all or nothing
   * @param due when it is to be up, or null for at once
   * @param platforms where, in the order of its targets
   */
  record Post(boolean strict, @Nullable Duration due, List<String> platforms) {}

  /** A platform that is away. */
  record Outage(String platform, Duration from, Duration length) {}

  static Scenario of(RandomGenerator random) {
    List<Post> posts = new ArrayList<>();
    int count = random.nextInt(5) == 0 ? 2 : 1;
    for (int i = 0; i < count; i++) {
      posts.add(post(random));
    }
    List<Outage> outages = new ArrayList<>();
    if (random.nextInt(6) == 0) {
      List<String> platforms = posts.get(0).platforms();
      outages.add(
          new Outage(
              platforms.get(random.nextInt(platforms.size())),
              Duration.ofSeconds(random.nextInt(20)),
              Duration.ofMinutes(random.nextInt(1, 61))));
    }
    String[] afterwards = {null, null, "settle", "settle", "retry", "delete", "delete"};
    return new Scenario(
        random.nextInt(1, 4), posts, outages, afterwards[random.nextInt(afterwards.length)]);
  }

  private static Post post(RandomGenerator random) {
    boolean strict = random.nextInt(3) > 0;
    int size = random.nextInt(1, 5);
    List<String> platforms = new ArrayList<>();
    boolean lasting = false;
    while (platforms.size() < size) {
      Sites.Site site = Sites.ALL.get(random.nextInt(Sites.ALL.size()));
      boolean second = strict && lasting && !site.deletable();
      if (!second && !platforms.contains(site.name())) {
        platforms.add(site.name());
        lasting |= !site.deletable();
      }
    }
    Duration due = random.nextInt(3) > 0 ? null : Duration.ofSeconds(random.nextInt(1, 600));
    return new Post(strict, due, List.copyOf(platforms));
  }
}
