package io.snshub.ingesting;

import io.snshub.call.PostSubmission;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** A file's way: from the inbox, row by row to a post, and out with a receipt. */
@Component
class IngestRoutes extends RouteBuilder {
  // no marker and no memory of names: neither may keep a file from being taken after a crash
  private static final String INBOX =
      "file:{{hub.ingesting.inbox-dir}}?recursive=true&maxDepth=2&filter=#inbox&sortBy=file:modified"
      + "&readLock=changed&readLockMarkerFile=false&readLockMinLength=0&readLockLoggingLevel=OFF"
      + "&readLockMinAge={{hub.ingesting.quiet-time:2s}}&readLockCheckInterval=1&readLockTimeout=2"
      + "&noop=true&idempotent=false&delay={{hub.ingesting.look-every:500ms}}&maxMessagesPerPoll=100";

  @Override
  public void configure() {
    from(INBOX).routeId("take-file").routeConfigurationId("file")
      .onCompletion().onFailureOnly()
        .bean(Imports.class, "abandon(${variable.import}, ${variable.file})")
      .end()
      .setVariable("file", simple("${body.file}"))
      // names of files are other people's words
      .removeHeaders("*")
      .threads().executorService("importWorkers")
      .setVariable("import", method(Imports.class, "open(${variable.file})"))
      .filter(variable("import").isNotNull())
        .split(simple("${variable.import.rows}")).streaming().stopOnException()
          .setVariable("row", body())
          .to("direct:take-row")
          .bean(Imports.class, "note(${variable.import}, ${variable.row}, ${body})")
          .bean(Imports.class, "progress(${variable.import})")
        .end()
        .bean(Imports.class, "end(${variable.import})")
      .end();

    from("direct:take-row").routeId("take-row").routeConfigurationId("file-row")
      .bean(Imports.class, "submission(${variable.import}, ${body})")
      .filter(body().isInstanceOf(PostSubmission.class))
        .to("direct:accept-post")
      .end();
  }
}
