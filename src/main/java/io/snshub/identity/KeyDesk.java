package io.snshub.identity;

import io.snshub.call.Answer;
import io.snshub.call.AuditTrail;
import io.snshub.call.Caller;
import io.snshub.call.FirstAnswers;
import io.snshub.call.KeyLimits;
import io.snshub.call.ProblemException;
import io.snshub.call.Problems;
import io.snshub.call.RequestContext;
import io.snshub.call.Scopes;
import io.snshub.identity.KeyForms.IssuedKey;
import io.snshub.identity.KeyForms.KeyList;
import io.snshub.identity.KeyForms.NewKey;
import io.snshub.identity.KeyForms.NewLimits;
import io.snshub.identity.KeyForms.Rotation;
import io.snshub.identity.Users.UserView;
import io.snshub.post.Event;
import io.snshub.post.EventSink;
import io.snshub.post.EventType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the REST operations on keys do. Each change, its audit entry, its event and the answer kept
 * for its idempotency key are one transaction. Nobody hands out more than the key in hand allows.
 * Longer than others, because making, rotating and revoking share who may do it and what is told.
 */
final class KeyDesk {
  private final Users users;
  private final ApiKeys keys;
  private final FirstAnswers first;
  private final AuditTrail audit;
  private final EventSink events;
  private final KeyRules rules;

  KeyDesk(
      Users users,
      ApiKeys keys,
      FirstAnswers first,
      AuditTrail audit,
      EventSink events,
      KeyRules rules) {
    this.users = users;
    this.keys = keys;
    this.first = first;
    this.audit = audit;
    this.events = events;
    this.rules = rules;
  }

  /** How long keys count, and by which clock. */
  record KeyRules(KeySettings settings, Clock clock) {
    Instant now() {
      return clock.instant();
    }

    Instant end(@Nullable Integer days) {
      return now().plus(days == null ? settings.expireAfter() : Duration.ofDays(days));
    }

    Duration overlap(@Nullable Integer hours) {
      return hours == null ? settings.overlap() : Duration.ofHours(hours);
    }
  }

  public Answer create(NewKey wanted, RequestContext request) {
    Caller caller = request.caller();
    long owner = owner(wanted.userId(), request);
    List<String> scopes = Scopes.expand(wanted.scopes() == null ? Scopes.AREAS : wanted.scopes());
    checkScopes(scopes, owner, caller);
    KeyLimits limits = limits(wanted.limits(), caller);
    String name = wanted.name() == null ? "" : wanted.name();
    Template template =
        new Template(owner, name, scopes, limits, accounts(wanted.accountIds(), owner));
    return changed(
        request,
        () -> {
          IssuedKey issued = issue(template, rules.end(wanted.expiresInDays()));
          audit.note(request, "key:created", subject(issued.id()), owner, told(issued));
          return Answer.of(201, issued).secret();
        });
  }

  /** Makes a key that may do the same; the old one goes on for its overlap. */
  public Answer rotate(@Nullable Rotation wanted, RequestContext request) {
    KeyView old = own(request);
    for (String scope : old.scopes()) {
      lends(request.caller(), scope);
    }
    Integer days = wanted == null ? null : wanted.expiresInDays();
    Duration overlap = rules.overlap(wanted == null ? null : wanted.overlapHours());
    return changed(
        request,
        () -> {
          IssuedKey issued = issue(Template.of(old), rules.end(days));
          Instant until = rules.now().plus(overlap);
          if (!keys.rotate(old.id(), issued.id(), until)) {
            throw notRotatable(old.id());
          }
          Instant ends =
              old.expiresAt() != null && old.expiresAt().isBefore(until) ? old.expiresAt() : until;
          tell(old, issued, ends, request);
          return Answer.of(201, replacing(issued, old.id(), ends)).secret();
        });
  }

  private void tell(KeyView old, IssuedKey issued, Instant ends, RequestContext request) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("key_id", old.id());
    data.put("prefix", old.prefix());
    data.put("new_key_id", issued.id());
    data.put("new_prefix", issued.prefix());
    data.put("ends_at", ends.toString());
    audit.note(request, "key:rotated", subject(old.id()), old.userId(), data);
    events.append(
        new Event(
            UUID.randomUUID(),
            EventType.KEY_ROTATED,
            subject(old.id()),
            old.userId(),
            data,
            rules.now()));
  }

  private static ProblemException notRotatable(long id) {
    return Problems.conflict(
        "key_not_rotatable",
        "key %d has ended, has a successor already, or is the operator's, which is changed by HUB_BOOTSTRAP_KEY"
            .formatted(id));
  }

  public KeyList list(RequestContext request) {
    long owner = owner(request.number("user_id").orElse(request.userId()), request);
    return new KeyList(keys.list(owner, request.limit(), request.offset()), keys.count(owner));
  }

  /** Ends a key at once; doing so again changes nothing. */
  public Answer revoke(RequestContext request) {
    KeyView key = own(request);
    return changed(
        request,
        () -> {
          boolean administers = key.scopes().contains(Scopes.ADMIN) && key.revokedAt() == null;
          if (administers && !keys.administrableWithout(key.id())) {
            throw Problems.conflict(
                "last_admin_key",
                "key %d is the last one of an administrator; make another one first"
                    .formatted(key.id()));
          }
          if (keys.revoke(key.id())) {
            Map<String, Object> detail = Map.of("prefix", key.prefix());
            audit.note(request, "key:revoked", subject(key.id()), key.userId(), detail);
          }
          return Answer.noContent();
        });
  }

  private Answer changed(RequestContext request, Supplier<Answer> change) {
    Answer answer = first.once(request, change);
    // what was found while it was not yet committed
    keys.forget();
    return answer;
  }

  /** What a key is, but for its text and its time. */
  private record Template(
      long owner,
      String name,
      List<String> scopes,
      KeyLimits limits,
      @Nullable List<Long> accounts) {
    static Template of(KeyView key) {
      return new Template(key.userId(), key.name(), key.scopes(), key.limits(), key.accountIds());
    }
  }

  private IssuedKey issue(Template like, Instant expires) {
    KeySecret secret = KeySecret.generate();
    long id =
        keys.add(
            like.owner(),
            like.name(),
            secret,
            like.scopes(),
            like.limits(),
            like.accounts(),
            null,
            expires);
    return new IssuedKey(
        id,
        like.owner(),
        like.name(),
        secret.prefix(),
        like.scopes(),
        like.limits(),
        like.accounts(),
        expires,
        null,
        null,
        secret.text());
  }

  private @Nullable List<Long> accounts(@Nullable List<Long> wanted, long owner) {
    List<Long> accounts = wanted == null ? null : wanted.stream().distinct().toList();
    if (accounts != null && !keys.ownsAll(owner, accounts)) {
      throw Problems.validation("account_ids", "not all of these are accounts of the key's user");
    }
    return accounts;
  }

  private static IssuedKey replacing(IssuedKey issued, long old, Instant until) {
    return new IssuedKey(
        issued.id(),
        issued.userId(),
        issued.name(),
        issued.prefix(),
        issued.scopes(),
        issued.limits(),
        issued.accountIds(),
        issued.expiresAt(),
        old,
        until,
        issued.key());
  }

  private static Map<String, Object> told(IssuedKey issued) {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("name", issued.name());
    detail.put("prefix", issued.prefix());
    detail.put("scopes", issued.scopes());
    detail.put("expires_at", issued.expiresAt().toString());
    if (issued.accountIds() != null) {
      detail.put("account_ids", issued.accountIds());
    }
    return detail;
  }

  private static String subject(long id) {
    return "key/" + id;
  }

  private KeyView own(RequestContext request) {
    Caller caller = request.caller();
    long id = request.id();
    return keys.show(id)
        .filter(key -> key.userId() == caller.userId() || caller.admin())
        .orElseThrow(() -> Problems.notFound("key", id));
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
      lends(caller, scope);
    }
    boolean administrator = users.find(owner).map(UserView::admin).orElse(false);
    if (scopes.contains(Scopes.ADMIN) && !administrator) {
      throw Problems.validation("scopes", "admin is for administrators only");
    }
  }

  private static void lends(Caller caller, String scope) {
    if (!caller.may(scope)) {
      throw Problems.forbidden("the key in use lacks the scope " + scope);
    }
  }
}
