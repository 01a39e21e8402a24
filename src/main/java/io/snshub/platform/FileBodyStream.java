package io.snshub.platform;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/**
 * A {@link FileBody} as the web client reads it: frame, piece, frame, no faster than it is sent.
 */
final class FileBodyStream implements ReadStream<Buffer> {
  private final Context context;
  private final AsyncFile file;
  private final Buffer before;
  private final Buffer after;
  private boolean begun;
  private boolean closed;
  private @Nullable Handler<Buffer> handler;

  private FileBodyStream(Context context, AsyncFile file, FileBody body) {
    this.context = context;
    this.file = file;
    this.before = Buffer.buffer(body.before());
    this.after = Buffer.buffer(body.after());
  }

  /** Opens the file; to be called where blocking for an instant is allowed. */
  static FileBodyStream open(Vertx vertx, FileBody body) {
    AsyncFile file =
        vertx
            .fileSystem()
            .openBlocking(
                body.path().toString(),
                new OpenOptions().setRead(true).setWrite(false).setCreate(false));
    file.setReadPos(body.offset());
    file.setReadLength(body.length());
    file.setReadBufferSize(64 << 10);
    return new FileBodyStream(vertx.getOrCreateContext(), file, body);
  }

  /**
   * Closes the file, whether it was read to its end or not. The sender may still hold on to this
   * stream; from now on it gets nothing.
   */
  void close() {
    context.runOnContext(
        now -> {
          closed = true;
          file.close();
        });
  }

  @Override
  public ReadStream<Buffer> handler(@Nullable Handler<Buffer> next) {
    handler = next;
    if (!closed) {
      file.handler(next == null ? null : this::piece);
    }
    return this;
  }

  private void piece(Buffer bytes) {
    if (!begun) {
      begun = true;
      emit(before);
    }
    emit(bytes);
  }

  private void emit(Buffer bytes) {
    Handler<Buffer> to = handler;
    if (to != null && bytes.length() > 0) {
      to.handle(bytes);
    }
  }

  @Override
  public ReadStream<Buffer> endHandler(@Nullable Handler<Void> end) {
    if (!closed) {
      file.endHandler(end == null ? null : done -> finish(end));
    }
    return this;
  }

  private void finish(Handler<Void> end) {
    emit(after);
    end.handle(null);
  }

  @Override
  public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> failed) {
    if (!closed) {
      file.exceptionHandler(failed);
    }
    return this;
  }

  @Override
  public ReadStream<Buffer> pause() {
    if (!closed) {
      file.pause();
    }
    return this;
  }

  @Override
  public ReadStream<Buffer> resume() {
    if (!closed) {
      file.resume();
    }
    return this;
  }

  @Override
  public ReadStream<Buffer> fetch(long amount) {
    if (!closed) {
      file.fetch(amount);
    }
    return this;
  }
}
