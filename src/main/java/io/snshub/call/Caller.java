package io.snshub.call;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The user behind a request, as proven by an API key.
 *
 * @param userId the user's id; every object belongs to one
 * @param name the user's name
 * @param admin the user is an administrator and the key has the scope {@code admin}
 * @param keyId the id of the key that was presented
 * @param scopes what the key is good for, see {@link Scopes}
 * @param limits how often the key may be used, where that is its own
 * @param accounts the only platform accounts that the key may use; null for all of its user's
 */
public record Caller(
    long userId,
    String name,
    boolean admin,
    long keyId,
    Set<String> scopes,
    KeyLimits limits,
    @Nullable Set<Long> accounts) {

  /** A caller whose key may use every account of its user. */
  public Caller(
      long userId, String name, boolean admin, long keyId, Set<String> scopes, KeyLimits limits) {
    this(userId, name, admin, keyId, scopes, limits, null);
  }

  /** Returns the same caller with a key for these accounts only. */
  public Caller within(Set<Long> only) {
    return new Caller(userId, name, admin, keyId, scopes, limits, only);
  }

  /** Returns the id of a key that may use only some accounts, else 0. */
  public long narrowedBy() {
    return accounts == null ? 0 : keyId;
  }

  /** The key allows this; {@code admin} allows all, and who may change may look. */
  public boolean may(String scope) {
    return Scopes.grants(scopes, scope);
  }
}
