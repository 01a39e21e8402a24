package io.snshub.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import org.apache.catalina.connector.CoyoteInputStream;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Reads what is left of a body that nobody wants, so that its sender gets to see the answer, but
 * only so much and for so long. Tomcat would hold a thread for it as long as a byte comes now and
 * then, from anybody.
 */
final class UnwantedBodies extends ValveBase {
  private static final int MOST = 2 * 1024 * 1024;
  private static final int PIECE = 16_384;

  private final Duration patience;

  UnwantedBodies(Duration patience) {
    super(true);
    this.patience = patience;
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    getNext().invoke(request, response);
    if (request.isAsync() || !(request.getStream() instanceof CoyoteInputStream body)) {
      return;
    }
    try {
      if (!body.isFinished()) {
        // the answer leaves first; to finish it would close the body
        response.flushBuffer();
        swallow(body);
      }
    } catch (IOException | IllegalStateException e) {
      containerLog(e);
    }
    if (!body.isFinished()) {
      request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
    }
  }

  private void swallow(CoyoteInputStream body) throws IOException {
    long begun = System.nanoTime();
    byte[] piece = new byte[PIECE];
    int left = MOST;
    while (left > 0 && System.nanoTime() - begun < patience.toNanos()) {
      int many = body.read(piece);
      if (many < 0) {
        return;
      }
      left -= many;
    }
  }

  private void containerLog(Exception e) {
    if (getContainer() != null) {
      getContainer().getLogger().debug("body not read to its end", e);
    }
  }
}
