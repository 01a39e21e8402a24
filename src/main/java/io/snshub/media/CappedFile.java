package io.snshub.media;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.streams.WriteStream;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A file that takes so many bytes and no more. */
final class CappedFile implements WriteStream<Buffer> {
  private static final long STRIDE = 8L * 1024 * 1024;

  private final AsyncFile file;
  private final long most;
  private final AtomicLong taken;
  private final LongConsumer room;
  private @Nullable Future<Void> closing;

  /**
   * Caps a file.
   *
   * @param taken counts the bytes, for whoever watches
   * @param room refuses when there is no room for so many bytes more; asked now and then
   */
  CappedFile(AsyncFile file, long most, AtomicLong taken, LongConsumer room) {
    this.room = room;
    this.file = file;
    this.most = most;
    this.taken = taken;
  }

  /** More was offered than it takes. */
  boolean full() {
    return taken.get() > most;
  }

  @Override
  public Future<Void> write(Buffer data) {
    long before = taken.getAndAdd(data.length());
    if (before / STRIDE != taken.get() / STRIDE) {
      try {
        room.accept(0);
      } catch (RuntimeException e) {
        return Future.failedFuture(e);
      }
    }
    return full() ? Future.failedFuture("more than " + most + " bytes") : file.write(data);
  }

  @Override
  public void write(Buffer data, Handler<AsyncResult<Void>> handler) {
    write(data).onComplete(handler);
  }

  /** Closes the file, once. */
  Future<Void> close() {
    if (closing == null) {
      closing = file.close();
    }
    return closing;
  }

  @Override
  public void end(Handler<AsyncResult<Void>> handler) {
    close().onComplete(handler);
  }

  @Override
  public WriteStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
    if (closing == null) {
      file.exceptionHandler(handler);
    }
    return this;
  }

  @Override
  public WriteStream<Buffer> setWriteQueueMaxSize(int maxSize) {
    file.setWriteQueueMaxSize(maxSize);
    return this;
  }

  @Override
  public boolean writeQueueFull() {
    return closing == null && file.writeQueueFull();
  }

  @Override
  public WriteStream<Buffer> drainHandler(@Nullable Handler<Void> handler) {
    if (closing == null) {
      file.drainHandler(handler);
    }
    return this;
  }
}
