package io.snshub.reading;

import io.snshub.reading.PostView.TargetView;
import io.snshub.web.BenchJson;
import io.snshub.web.JsonBody;
import java.time.Instant;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Writing a post as JSON, which a cached one is spared. */
@State(Scope.Benchmark)
public class RenderKernel {
  private static final Instant TIME = Instant.parse("2026-11-23T12:00:00.123456Z");

  private final JsonBody json = BenchJson.body();
  private final PostView post =
      new PostView(
          4711,
          1,
          "About as long as people write when they have something to say, and not longer than the"
              + " strictest of the platforms takes.",
          "published",
          List.of("twitter", "facebook", "linkedin"),
          List.of(),
          List.of(),
          "rollback",
          null,
          TIME,
          TIME,
          null,
          "1b4e28ba-2fa1-11d2-883f-0016d3cca427",
          17,
          List.of(target("twitter"), target("facebook"), target("linkedin")));

  private static TargetView target(String platform) {
    return new TargetView(
        platform,
        3,
        "confirmed",
        "1849000000000000001",
        "https://example.com/" + platform + "/1849000000000000001",
        1,
        null,
        TIME,
        null);
  }

  @Benchmark
  public byte[] rendering_a_post() {
    return json.write(post);
  }
}
