package io.snshub.chaos;

import io.snshub.SnsHubApplication;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.SpringApplication;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A hub that is broken on purpose: what was being submitted when its process ended is simply
 * submitted again, as if no answer meant no effect. Only a checker that convicts it is worth
 * anything.
 */
final class GatelessHub {
  private GatelessHub() {}

  /** Runs until it is killed. */
  public static void main(String[] args) {
    SpringApplication application = new SpringApplication(SnsHubApplication.class);
    application.addInitializers(
        context -> ((GenericApplicationContext) context).registerBean(Retry.class));
    application.run(args);
  }

  /** Comes before the hub goes on with its sagas. */
  static final class Retry implements SmartInitializingSingleton {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    Retry(JdbcClient jdbc, TransactionTemplate transaction) {
      this.jdbc = jdbc;
      this.transaction = transaction;
    }

    @Override
    public void afterSingletonsInstantiated() {
      transaction.executeWithoutResult(
          work -> {
            jdbc.sql(
                    "update attempt set open_flag = null, verdict = 'lost' where open_flag = 1"
                        + " and target_id in (select id from target where status = 'submitting')")
                .update();
            jdbc.sql(
                    "update target set status = 'preparing', handle = null, version = version + 1"
                        + " where status = 'submitting'")
                .update();
          });
    }
  }
}
