package io.snshub.identity;

import com.github.benmanes.caffeine.cache.Ticker;
import io.snshub.TestDatabase;
import io.snshub.call.KeyLimits;
import java.time.Clock;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Finding out whose a key is, which every request begins with. */
@State(Scope.Benchmark)
public class KeyKernel {
  private final KeySecret secret = KeySecret.generate();
  private TestDatabase database;
  private ApiKeys keys;

  @Setup
  public void open() {
    database = TestDatabase.inMemory();
    keys = new ApiKeys(database.sql(), Clock.systemUTC(), Ticker.systemTicker());
    keys.add(1, "bench", secret, List.of("posts"), KeyLimits.NONE, null, null, null);
  }

  @TearDown
  public void close() {
    database.close();
  }

  @Benchmark
  public Object checking_a_key() {
    return keys.verify(secret.text());
  }
}
