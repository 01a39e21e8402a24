package io.snshub.accounts;

import io.snshub.platform.PlatformProfile;
import org.apache.camel.ProducerTemplate;
import org.springframework.context.ApplicationContext;

/** Gives a user an account on a platform's sandbox. */
public final class ConnectedAccount {
  private ConnectedAccount() {}

  public static void of(ApplicationContext hub, long userId, PlatformProfile platform) {
    String prefix = platform.sandbox().prefix();
    hub.getBean(Accounts.class)
        .add(
            userId,
            platform.name(),
            platform.sandbox().account(),
            "sandbox " + platform.name(),
            "sandbox-" + prefix + "-token",
            "sandbox-" + prefix + "-refresh");
  }

  /** Renews the tokens that are due now, as the hub's own thread does. */
  public static void renewDue(ApplicationContext hub) {
    hub.getBean(ProducerTemplate.class)
        .sendBody("direct:renew-accounts", hub.getBean(Renewals.class).due());
  }
}
