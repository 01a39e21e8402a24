package io.snshub.identity;

import io.snshub.call.Answer;
import io.snshub.call.Caller;
import io.snshub.call.KeyLimits;
import io.snshub.call.Problems;
import io.snshub.call.RequestContext;
import io.snshub.call.Scopes;
import io.snshub.identity.Users.UserView;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the REST operations on users and keys do; rows are written in one statement each. */
final class IdentityDesk {
  private static final int DEFAULT_DAYS = 90;
  private static final int MOST_A_MINUTE = 1_000_000;

  private final Users users;
  private final ApiKeys keys;
  private final Clock clock;

  IdentityDesk(Users users, ApiKeys keys, Clock clock) {
    this.users = users;
    this.keys = keys;
    this.clock = clock;
  }

  record NewUser(@NotBlank @Size(min = 1, max = 100) String name) {}

  record UserList(List<UserView> users, long total) {}

  record NewKey(
      @Nullable Long userId,
      @Nullable @Size(min = 1, max = 100) String name,
      @Nullable @Size(min = 1, max = 30) List<@NotBlank String> scopes,
      @Nullable @Min(1) @Max(3650) Integer expiresInDays,
      @Nullable @Valid NewLimits limits) {}

  record NewLimits(
      @Nullable @Min(0) @Max(MOST_A_MINUTE) Integer createsPerMinute,
      @Nullable @Min(0) @Max(MOST_A_MINUTE) Integer authorizationsPerMinute,
      @Nullable @Min(0) @Max(MOST_A_MINUTE) Integer requestsPerMinute) {}

  record IssuedKey(
      long id,
      long userId,
      String name,
      String prefix,
      List<String> scopes,
      Instant expiresAt,
      String key) {
    /** Keeps the key out of logs and messages. */
    @Override
    public String toString() {
      return "IssuedKey[" + prefix + "]";
    }
  }

  record KeyList(List<KeyView> keys, long total) {}

  record Me(long userId, String name, boolean admin, MyKey key) {}

  record MyKey(long id, String prefix, List<String> scopes, @Nullable Instant expiresAt) {}

  public Me me(RequestContext request) {
    Caller caller = request.caller();
    KeyView key =
        keys.show(caller.keyId()).orElseThrow(() -> Problems.notFound("key", caller.keyId()));
    return new Me(
        caller.userId(),
        caller.name(),
        caller.admin(),
        new MyKey(key.id(), key.prefix(), key.scopes(), key.expiresAt()));
  }

  public Answer createUser(NewUser wanted, RequestContext request) {
    request.admin();
    return Answer.of(201, users.create(wanted.name().strip()));
  }

  public UserList listUsers(RequestContext request) {
    request.admin();
    return new UserList(users.list(request.limit(), request.offset()), users.count());
  }

  public Answer createKey(NewKey wanted, RequestContext request) {
    Caller caller = request.caller();
    long owner = owner(wanted.userId(), request);
    List<String> scopes = Scopes.expand(wanted.scopes() == null ? Scopes.AREAS : wanted.scopes());
    checkScopes(scopes, owner, caller);
    int days = wanted.expiresInDays() == null ? DEFAULT_DAYS : wanted.expiresInDays();
    Instant expires = clock.instant().plus(Duration.ofDays(days));
    String name = wanted.name() == null ? "" : wanted.name();
    KeySecret secret = KeySecret.generate();
    long id = keys.add(owner, name, secret, scopes, limits(wanted.limits(), caller), null, expires);
    return Answer.of(
            201, new IssuedKey(id, owner, name, secret.prefix(), scopes, expires, secret.text()))
        .secret();
  }

  public KeyList listKeys(RequestContext request) {
    long owner = owner(request.number("user_id").orElse(request.userId()), request);
    return new KeyList(keys.list(owner, request.limit(), request.offset()), keys.count(owner));
  }

  public Answer revokeKey(RequestContext request) {
    Caller caller = request.caller();
    long id = request.id();
    keys.show(id)
        .filter(key -> key.userId() == caller.userId() || caller.admin())
        .orElseThrow(() -> Problems.notFound("key", id));
    keys.revoke(id);
    return Answer.noContent();
  }

  private long owner(@Nullable Long wanted, RequestContext request) {
    Caller caller = request.caller();
    if (wanted == null || wanted == caller.userId()) {
      return caller.userId();
    }
    if (!caller.admin()) {
      throw Problems.forbidden("only an administrator may name another user");
    }
    if (users.find(wanted).isEmpty()) {
      throw Problems.validation("user_id", "there is no user " + wanted);
    }
    return wanted;
  }

  /** Limits protect the hub from its tenants, so only an administrator lifts them. */
  private static KeyLimits limits(@Nullable NewLimits wanted, Caller caller) {
    if (wanted == null) {
      return KeyLimits.NONE;
    }
    if (!caller.admin()) {
      throw Problems.forbidden("only an administrator may give a key limits of its own");
    }
    return new KeyLimits(
        wanted.createsPerMinute(), wanted.authorizationsPerMinute(), wanted.requestsPerMinute());
  }

  private void checkScopes(List<String> scopes, long owner, Caller caller) {
    for (String scope : scopes) {
      if (!Scopes.known(scope)) {
        throw Problems.validation(
            "scopes",
            "unknown scope; allowed: admin, and of %s each alone, with :read or with :write"
                .formatted(String.join(", ", Scopes.AREAS)));
      }
      // nobody hands out more than the key in hand allows
      if (!caller.may(scope)) {
        throw Problems.forbidden("the key in use lacks the scope " + scope);
      }
    }
    boolean administrator = users.find(owner).map(UserView::admin).orElse(false);
    if (scopes.contains(Scopes.ADMIN) && !administrator) {
      throw Problems.validation("scopes", "admin is for administrators only");
    }
  }
}
