package io.snshub.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.snshub.call.Problem;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says as a problem document what Tomcat refuses before any of our code sees it: a broken path, an
 * encoded slash, characters that no address may hold. Public for Tomcat, which makes it by name.
 */
public final class ProblemValve extends ErrorReportValve {
  private static final Logger log = LoggerFactory.getLogger(ProblemValve.class);
  private static final ObjectMapper JSON = WebJson.mapper();

  /** Made by Tomcat. */
  public ProblemValve() {
    setShowReport(false);
    setShowServerInfo(false);
  }

  @Override
  protected void report(Request request, Response response, @Nullable Throwable thrown) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    if (status == 501 || status == 505) {
      // a method, a transfer coding or a version of HTTP that nobody speaks: not the hub's failure
      status = 400;
      response.setStatus(status);
    }
    if (thrown != null && status >= 500) {
      log.atError().setCause(thrown).log("request failed below the door");
    }
    Problem problem = Failures.byStatus(status).problem();
    try {
      byte[] bytes = JSON.writeValueAsBytes(problem.at(null, Traces.of(request.getRequest())));
      response.setContentType("application/problem+json");
      response.setHeader("Cache-Control", "no-store");
      response.setHeader("X-Content-Type-Options", "nosniff");
      response.setContentLength(bytes.length);
      response.getOutputStream().write(bytes);
      response.finishResponse();
    } catch (IOException | IllegalStateException e) {
      log.atDebug().setCause(e).log("answer not delivered");
    }
  }
}
