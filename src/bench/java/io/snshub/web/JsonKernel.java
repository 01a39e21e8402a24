package io.snshub.web;

import io.snshub.publishing.PostRequest;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Reading and checking the body of a POST. */
@State(Scope.Benchmark)
public class JsonKernel {
  private static final byte[] BODY =
      """
      {"content":"About as long as people write when they have something to say, and not longer \
      than the strictest of the platforms takes.","platforms":["twitter","facebook","linkedin"],\
      "scheduled_at":"2031-01-01T09:00:00Z","on_failure":"keep",\
      "overrides":{"linkedin":{"content":"The same with other words"}}}\
      """
          .getBytes(StandardCharsets.UTF_8);

  private final JsonBody json = BenchJson.body();

  @Benchmark
  public Object reading_a_body() {
    return json.read(BODY, PostRequest.class);
  }
}
