package io.snshub.ingesting;

import io.snshub.call.PostVerdict;
import io.snshub.call.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * The policies of this room. {@code file} and {@code file-row}: a database that is away is waited
 * for as long as it takes, or until the hub stops. Beyond that, {@code file-row} turns a failure of
 * the hub into the verdict on one row, while under {@code file} it ends the pass over the file.
 * {@code request} lets what passes through to the reader, who waits, and turns the rest into a
 * verdict.
 */
@Component
class IngestPolicy extends RouteConfigurationBuilder {
  private static final Logger log = LoggerFactory.getLogger(IngestPolicy.class);
  private static final int FIRST_PAUSE = 100;
  private static final int LONGEST_PAUSE = 5_000;

  @Override
  public void configuration() {
    patient(routeConfiguration("file").onException(passing()));

    patient(routeConfiguration("file-row").onException(passing()))
        .onException(Exception.class)
        .maximumRedeliveries(0)
        .continued(true)
        .logContinued(false)
        .process(IngestPolicy::reject);

    // whoever reads the topic does the waiting, and keeps its place in the group meanwhile
    RouteConfigurationDefinition request = routeConfiguration("request");
    request.onException(waiting()).maximumRedeliveries(0).logExhausted(false);
    request
        .onException(Exception.class)
        .maximumRedeliveries(0)
        .continued(true)
        .logContinued(false)
        .process(IngestPolicy::fail);
  }

  @SuppressWarnings("unchecked")
  private static Class<? extends Throwable>[] passing() {
    return new Class[] {
      TransientDataAccessException.class,
      DataAccessResourceFailureException.class,
      UncategorizedSQLException.class,
      TransactionException.class
    };
  }

  /** The same for a record, and that the hub stops or refuses for now. */
  @SuppressWarnings("unchecked")
  private static Class<? extends Throwable>[] waiting() {
    List<Class<? extends Throwable>> waiting = new ArrayList<>(List.of(passing()));
    waiting.add(ProblemException.class);
    waiting.add(RejectedExecutionException.class);
    waiting.add(DirectConsumerNotAvailableException.class);
    return waiting.toArray(Class[]::new);
  }

  private static OnExceptionDefinition patient(OnExceptionDefinition policy) {
    return policy
        .maximumRedeliveries(-1)
        .redeliveryDelay(FIRST_PAUSE)
        .useExponentialBackOff()
        .backOffMultiplier(2)
        .maximumRedeliveryDelay(LONGEST_PAUSE)
        .useCollisionAvoidance()
        .retryAttemptedLogLevel(LoggingLevel.WARN)
        .logStackTrace(false)
        .logRetryStackTrace(false);
  }

  private static void fail(Exchange exchange) {
    Throwable thrown = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    log.atError().setCause(thrown).log("request not taken");
    exchange.getMessage().setBody(TopicRequests.HUB_FAILED);
  }

  private static void reject(Exchange exchange) {
    Throwable thrown = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    log.atError().setCause(thrown).log("row not taken");
    exchange
        .getMessage()
        .setBody(
            PostVerdict.Rejected.of(
                "body", "the hub failed on this row, drop the file again to retry it"));
  }
}
