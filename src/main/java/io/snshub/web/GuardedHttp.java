package io.snshub.web;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.Constants;
import org.apache.coyote.Request;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * HTTP with an end to patience. Tomcat limits how long a client may say nothing, but not how long
 * it may take to say it all: a byte every few seconds keeps a connection for hours. Here a
 * request's head must be complete within a time. Public for Tomcat, which makes it by name.
 */
public final class GuardedHttp extends Http11NioProtocol {
  private static final long LOOKS_PER_HEAD = 4;

  private volatile Duration patience = Duration.ofSeconds(15);
  private @Nullable ScheduledFuture<?> watch;

  /** Made by Tomcat. */
  public GuardedHttp() {}

  void setPatience(Duration patience) {
    this.patience = patience;
  }

  @Override
  public void start() throws Exception {
    super.start();
    long pause = Math.max(1, patience.toMillis() / LOOKS_PER_HEAD);
    watch =
        getUtilityExecutor()
            .scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() throws Exception {
    ScheduledFuture<?> running = watch;
    if (running != null) {
      running.cancel(false);
    }
    super.stop();
  }

  /** Closes connections whose request is in the middle of its head for too long. */
  private void look() {
    long now = System.nanoTime();
    for (SocketWrapperBase<NioChannel> connection : getEndpoint().getConnections()) {
      // none while a thread works for the connection
      if (connection.getCurrentProcessor() instanceof AbstractProcessor processor
          && !processor.isAsync()) {
        Request request = processor.getRequest();
        long since = request.getStartTimeNanos();
        if (since >= 0
            && beginning(request.getRequestProcessor().getStage())
            && now - since > patience.toNanos()) {
          connection.close();
        }
      }
    }
  }

  /** Between two pieces of a head, Tomcat says that it has come to an end. */
  private static boolean beginning(int stage) {
    return stage == Constants.STAGE_PARSE || stage == Constants.STAGE_ENDED;
  }
}
