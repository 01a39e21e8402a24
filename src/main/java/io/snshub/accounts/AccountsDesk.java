package io.snshub.accounts;

import io.snshub.accounts.AccountView.EndangeredPost;
import io.snshub.accounts.AccountView.Gone;
import io.snshub.call.Problems;
import io.snshub.call.RequestContext;
import io.snshub.platform.Connectors;
import io.snshub.platform.LaneWork;
import io.snshub.platform.PlatformAnswer;
import io.snshub.platform.PlatformAnswer.Answered;
import io.snshub.platform.PlatformCatalog;
import io.snshub.platform.PlatformRequest;
import io.snshub.platform.TokenGrant;
import io.snshub.post.PublishFailure;
import io.snshub.store.Sql;
import io.snshub.vault.Vault;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the REST operations on accounts do. Every one of them looks at own accounts only. */
@Component
class AccountsDesk {
  private final Sql sql;
  private final Vault vault;
  private final Accounts accounts;
  private final Connections connections;
  private final Connectors connectors;
  private final OauthClients clients;
  private final PlatformCatalog catalog;

  AccountsDesk(
      Sql sql,
      Vault vault,
      Accounts accounts,
      Connections connections,
      Connectors connectors,
      OauthClients clients,
      PlatformCatalog catalog) {
    this.sql = sql;
    this.vault = vault;
    this.accounts = accounts;
    this.connections = connections;
    this.connectors = connectors;
    this.clients = clients;
    this.catalog = catalog;
  }

  public AccountView.AccountList list(RequestContext request) {
    String platform =
        request
            .text("platform")
            .map(name -> catalog.find(name).map(found -> found.name()).orElse(name))
            .orElse(null);
    String status = request.text("status").orElse(null);
    List<AccountView> page =
        sql
            .run("accounts/list-accounts")
            .param("userId", request.userId())
            .param("platform", platform)
            .param("status", status)
            .param("limit", request.limit())
            .param("offset", request.offset())
            .query(AccountRow::read)
            .list()
            .stream()
            .map(row -> AccountView.of(row, null))
            .toList();
    long total =
        sql.run("accounts/count-accounts")
            .param("userId", request.userId())
            .param("platform", platform)
            .param("status", status)
            .query(Long.class)
            .single();
    return new AccountView.AccountList(page, total);
  }

  public AccountView show(RequestContext request) {
    return view(own(request));
  }

  private AccountView view(AccountRow row) {
    List<EndangeredPost> endangered =
        needing(row).stream()
            .filter(
                post ->
                    !row.connected()
                        || row.endsAt() != null
                            && post.scheduledAt() != null
                            && post.scheduledAt().isAfter(row.endsAt()))
            .toList();
    return AccountView.of(row, endangered);
  }

  private List<EndangeredPost> needing(AccountRow row) {
    return sql.run("accounts/find-needing")
        .param("userId", row.userId())
        .param("id", row.id())
        .query(
            (post, number) ->
                new EndangeredPost(
                    post.getLong("id"),
                    post.getString("status"),
                    Sql.instant(post, "scheduled_at")))
        .list();
  }

  private AccountRow own(RequestContext request) {
    long id = request.id();
    return accounts
        .find(id)
        .filter(row -> row.userId() == request.userId() && !row.gone())
        .orElseThrow(() -> Problems.notFound("account", id));
  }

  /** What a refresh on demand begins with. */
  public LaneWork.Account refresh(RequestContext request) {
    AccountRow row = own(request);
    if (!row.connected()) {
      throw Problems.conflict(
          "needs_reauth", row.platform() + ": the account must be connected again");
    }
    return new LaneWork.Account(row.id(), row.remoteId(), vault.open(row.accessToken()));
  }

  public AccountView refreshed(RequestContext request, TokenGrant grant) {
    if (grant instanceof TokenGrant.Denied denied) {
      PublishFailure failure = denied.failure();
      if (failure instanceof PublishFailure.Transient) {
        throw Problems.unavailable(failure.message());
      }
      if (failure instanceof PublishFailure.NeedsReauth) {
        throw Problems.conflict("needs_reauth", failure.message());
      }
      throw Problems.unprocessable(failure.code(), failure.message());
    }
    return view(own(request));
  }

  /**
   * An account that is about to be let go.
   *
   * @param request the call that tells the platform, or null when none is to be made
   * @param note why there is none
   */
  record Leaving(AccountRow row, @Nullable PlatformRequest request, String note) {}

  public Leaving leave(RequestContext request) {
    AccountRow row = own(request);
    List<EndangeredPost> needing = needing(row);
    if (!needing.isEmpty() && !request.flag("force")) {
      throw Problems.conflict(
          "account_needed",
          "unfinished posts need it (the first is %d); cancel them, or send force=true"
              .formatted(needing.get(0).postId()));
    }
    String refresh = row.refreshToken();
    PlatformRequest revocation =
        connectors
            .of(row.platform())
            .revocation(
                clients.work(
                    row.platform(),
                    vault.open(row.accessToken()),
                    refresh == null ? null : vault.open(refresh)));
    if (revocation == null) {
      return new Leaving(
          row, null, "the platform has no call for it; take the hub off in your settings there");
    }
    long sharing =
        sql.run("accounts/count-sharing")
            .param("id", row.id())
            .param("platforms", connectors.of(row.platform()).platforms())
            .param("userId", row.userId())
            .param("remoteId", row.remoteId())
            .query(Long.class)
            .single();
    return sharing == 0
        ? new Leaving(row, revocation, "")
        : new Leaving(row, null, "other connected accounts may live on the same consent");
  }

  /** The account goes, whatever the platform says. */
  public Gone left(Leaving leaving, @Nullable Object answer) {
    connections.disconnect(leaving.row());
    boolean revoked = answer instanceof Answered answered && answered.ok();
    String note =
        revoked
            ? "its tokens are worth nothing any more"
            : answer instanceof PlatformAnswer
                ? "the platform did not confirm it; take the hub off in your settings there"
                : leaving.note();
    return new Gone(leaving.row().id(), revoked, note);
  }
}
