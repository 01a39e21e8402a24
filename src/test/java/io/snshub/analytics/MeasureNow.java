package io.snshub.analytics;

import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Has a post measured now instead of when its time has come. */
public final class MeasureNow {
  private MeasureNow() {}

  public static void of(ApplicationContext hub, long postId) {
    JdbcClient jdbc = hub.getBean(JdbcClient.class);
    // all tests share the accounts: what others have looked at is not held against this one
    jdbc.sql("delete from analytics_quota").update();
    jdbc.sql("update analytics_entry set next_at = created_at where post_id = ?")
        .param(postId)
        .update();
    hub.getBean(Collector.class).wake();
  }
}
