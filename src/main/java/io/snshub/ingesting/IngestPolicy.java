package io.snshub.ingesting;

import io.snshub.call.PostVerdict;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.OnExceptionDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * The policies {@code file} and {@code file-row}: a database that is away is waited for as long as
 * it takes, or until the hub stops. Beyond that, {@code file-row} turns a failure of the hub into
 * the verdict on one row, while under {@code file} it ends the pass over the file.
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
