package io.snshub.platform;

import io.snshub.post.PublishFailure;
import java.util.Map;

/** What a platform counts of one post. */
public sealed interface Measurement {

  /**
   * It told.
   *
   * @param values what it told, from 0; a metric that it doesn't tell is left out
   */
  record Measured(Map<Metric, Long> values) implements Measurement {
    /** Keeps the values as they are now. */
    public Measured {
      values = Map.copyOf(values);
    }
  }

  /**
   * It didn't tell.
   *
   * @param failure why
   */
  record Failed(PublishFailure failure) implements Measurement {}
}
