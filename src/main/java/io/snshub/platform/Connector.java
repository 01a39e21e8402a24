package io.snshub.platform;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How accounts of a platform are connected. A bean of this type stands in a platform's folder. */
public interface Connector {

  /** Returns the names of the platforms that are connected this way. */
  Set<String> platforms();

  /** Returns the page on which a person allows it. */
  Consent consent();

  /** Begins to turn a code into a connection. Calls nobody; the steps say what to call. */
  ConnectStep begin(ConnectWork work);

  /**
   * Returns the call that ends a connection at the platform, or null where the platform has none.
   * It ends everything that the person has allowed the hub there, not one account alone.
   */
  default @Nullable PlatformRequest revocation(RefreshWork work) {
    return null;
  }
}
