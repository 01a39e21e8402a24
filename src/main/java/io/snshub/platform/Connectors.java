package io.snshub.platform;

import io.snshub.platform.ConnectStep.Ask;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Who connects which platform. Fixed at start. */
@Component
public class Connectors {
  private final Map<String, Connector> byPlatform = new HashMap<>();

  /**
   * Collects the connectors.
   *
   * @throws IllegalStateException when two of them claim one platform
   */
  Connectors(List<Connector> connectors) {
    for (Connector connector : connectors) {
      for (String platform : connector.platforms()) {
        if (byPlatform.put(platform, connector) != null) {
          throw new IllegalStateException("two connectors claim the platform " + platform);
        }
      }
    }
  }

  /**
   * Returns who connects a platform.
   *
   * @throws IllegalArgumentException when nobody does
   */
  public Connector of(String platform) {
    Connector connector = byPlatform.get(platform);
    if (connector == null) {
      throw new IllegalArgumentException("nobody connects accounts of " + platform);
    }
    return connector;
  }

  ConnectStep begin(@Body ConnectWork work) {
    return of(work.platform()).begin(work);
  }

  ConnectStep heard(@Body PlatformAnswer answer, @Variable("step") Ask step) {
    return step.heard(answer);
  }
}
