package io.snshub.cache;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.snshub.store.RedisSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/** A script that Redis runs in one piece; from {@code redis/<name>.lua}. */
final class Script {
  private final byte[] text;
  private final String digest;
  private final ScriptOutputType answer;

  Script(String name, ScriptOutputType answer) {
    this.text = text("/redis/" + name + ".lua");
    this.digest = digest(text);
    this.answer = answer;
  }

  private static byte[] text(String path) {
    try (InputStream in = Objects.requireNonNull(Script.class.getResourceAsStream(path), path)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }

  private static String digest(byte[] text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes the script known; true when Redis has confirmed it. */
  boolean load(RedisSession session) {
    return session.ask(redis -> redis.scriptLoad(text)).isPresent();
  }

  <T> RedisFuture<T> run(
      RedisAsyncCommands<byte[], byte[]> redis, byte[][] keys, byte[]... arguments) {
    return redis.evalsha(digest, answer, keys, arguments);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
