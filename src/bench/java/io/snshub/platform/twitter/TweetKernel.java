package io.snshub.platform.twitter;

import io.snshub.platform.LaneWork;
import io.snshub.post.Content;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Making a platform's request of a post. */
@State(Scope.Benchmark)
public class TweetKernel {
  private final LaneWork work =
      new LaneWork(
          1,
          1,
          "twitter",
          new Content("About as long as people write.", null, List.of(), Map.of()),
          new LaneWork.Account(1, "42", "t"),
          "{\"media_ids\":[]}",
          null,
          1,
          Instant.EPOCH,
          Map.of("api", "http://127.0.0.1:8090/twitter"));

  @Benchmark
  public Object making_a_platform_request() {
    return TwitterWire.tweet(work);
  }
}
