package io.snshub.platform;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person has allowed: where the hub may post, and with which tokens.
 *
 * @param scopes what was granted; empty when the platform doesn't tell, which means all
 * @param places where can be posted to, in the platform's order
 */
public record Connection(List<String> scopes, List<Place> places) {
  /** Keeps the lists as they are now. */
  public Connection {
    scopes = List.copyOf(scopes);
    places = List.copyOf(places);
  }

  /**
   * Something that can be posted to.
   *
   * @param kind what the platform calls it: {@code user}, {@code page}, {@code board}, {@code
   *     organization}, {@code channel}
   * @param remoteId the platform's id of it
   * @param name what people call it
   * @param tokens what it is used with
   */
  public record Place(String kind, String remoteId, String name, Tokens tokens) {}

  /**
   * A pair of tokens.
   *
   * @param access the access token
   * @param refresh what renews it, or null when there is nothing
   * @param lifetime how long the access token lives, or null when it has no end or none is told
   * @param refreshLifetime how long the refresh token lives, or null likewise
   */
  public record Tokens(
      Secret access,
      @Nullable Secret refresh,
      @Nullable Duration lifetime,
      @Nullable Duration refreshLifetime) {}
}
