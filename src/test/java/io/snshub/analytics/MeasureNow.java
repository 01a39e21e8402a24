package io.snshub.analytics;

import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Has a post measured now instead of when its time has come. */
public final class MeasureNow {
  private MeasureNow() {}

  public static void of(ApplicationContext hub, long postId) {
    hub.getBean(JdbcClient.class)
        .sql("update analytics_entry set next_at = created_at where post_id = ?")
        .param(postId)
        .update();
    hub.getBean(Collector.class).wake();
  }
}
