package io.snshub.identity;

import io.snshub.call.Answer;
import io.snshub.call.Caller;
import io.snshub.call.FirstAnswers;
import io.snshub.call.Problems;
import io.snshub.call.RequestContext;
import io.snshub.identity.Users.UserView;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the REST operations on the caller, on users and on the audit trail do. */
final class IdentityDesk {
  private final Users users;
  private final ApiKeys keys;
  private final Audit audit;
  private final FirstAnswers first;

  IdentityDesk(Users users, ApiKeys keys, Audit audit, FirstAnswers first) {
    this.users = users;
    this.keys = keys;
    this.audit = audit;
    this.first = first;
  }

  record NewUser(@NotBlank @Size(min = 1, max = 100) String name) {}

  record UserList(List<UserView> users, long total) {}

  record AuditPage(List<Audit.AuditEntry> entries, long total) {}

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
    String name = wanted.name().strip();
    return first.once(
        request,
        () -> {
          UserView user = users.create(name);
          String subject = "user/" + user.userId();
          audit.note(request, "user:created", subject, user.userId(), Map.of("name", name));
          return Answer.of(201, user);
        });
  }

  public UserList listUsers(RequestContext request) {
    request.admin();
    return new UserList(users.list(request.limit(), request.offset()), users.count());
  }

  public AuditPage listAudit(RequestContext request) {
    request.admin();
    Long user =
        request.number("user_id").isPresent() ? request.number("user_id").getAsLong() : null;
    return new AuditPage(audit.list(user, request.limit(), request.offset()), audit.count(user));
  }
}
