package io.snshub.platform.youtube;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.RefusedCall;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.TokenState;
import java.util.function.Function;

/** Who calls: the channel's owner by token, anyone by API key, or nobody known. */
final class YoutubeSandboxCallers {
  private final YoutubeSandboxDialect dialect;

  YoutubeSandboxCallers(YoutubeSandboxDialect dialect) {
    this.dialect = dialect;
  }

  /** Returns a read that is open to everyone with a key. */
  Function<Call, Reply> anyone(Function<Call, Reply> handler) {
    return call -> {
      String key = call.query("key");
      if (!YoutubeSandboxVideos.owner(call) && (key == null || key.isBlank())) {
        if (call.query("mine") != null || call.query("forMine") != null) {
          requireOwner(call);
        }
        throw YoutubeSandboxDialect.unregistered();
      }
      return handler.apply(call);
    };
  }

  /** Refuses everyone but the owner. */
  void requireOwner(Call call) {
    if (!YoutubeSandboxVideos.owner(call)) {
      throw new RefusedCall(dialect.unauthorized(call, TokenState.MISSING));
    }
  }
}
