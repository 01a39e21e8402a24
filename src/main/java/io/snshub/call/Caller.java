package io.snshub.call;

import java.util.Set;

/**
 * The user behind a request, as proven by an API key.
 *
 * @param userId the user's id; every object belongs to one
 * @param name the user's name
 * @param admin the user is an administrator and the key has the scope {@code admin}
 * @param keyId the id of the key that was presented
 * @param scopes what the key is good for, see {@link Scopes}
 * @param limits how often the key may be used, where that is its own
 */
public record Caller(
    long userId, String name, boolean admin, long keyId, Set<String> scopes, KeyLimits limits) {

  /** The key allows this; {@code admin} allows all, and who may change may look. */
  public boolean may(String scope) {
    return Scopes.grants(scopes, scope);
  }
}
