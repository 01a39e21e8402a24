package io.snshub.accounts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account as the API shows it. No token is in it.
 *
 * @param status {@code connected}, or {@code needs_reauth}
 * @param whatToDo a sentence for the user when something is to be done
 * @param scopes what was granted, empty when that isn't known
 * @param tokenExpiresAt when the present access token ends; it is renewed before
 * @param endsAt when the account has to be connected again, as far as that is known
 * @param renewsAt when its token is renewed next
 * @param endangeredPosts scheduled posts that would fail as things are; shown for one account
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AccountView(
    long id,
    String platform,
    @Nullable String kind,
    String remoteId,
    String name,
    String status,
    @Nullable String problem,
    @Nullable String whatToDo,
    List<String> scopes,
    @Nullable Instant tokenExpiresAt,
    @Nullable Instant endsAt,
    @Nullable Instant renewsAt,
    Instant createdAt,
    Instant updatedAt,
    @Nullable List<EndangeredPost> endangeredPosts) {

  /** A post that needs the account at a time when it can't be used. */
  record EndangeredPost(long postId, String status, @Nullable Instant scheduledAt) {}

  /** A page of accounts. */
  record AccountList(List<AccountView> accounts, long total) {}

  /**
   * An account that was let go.
   *
   * @param revoked the platform has confirmed that its tokens are worth nothing any more
   * @param note what that means
   */
  record Gone(long id, boolean revoked, String note) {}

  static AccountView of(AccountRow row, @Nullable List<EndangeredPost> endangered) {
    return new AccountView(
        row.id(),
        row.platform(),
        row.kind(),
        row.remoteId(),
        row.name(),
        row.status(),
        row.problem(),
        row.connected()
            ? null
            : "connect it again: GET /api/sns/oauth/%s/authorize".formatted(row.platform()),
        row.scopes(),
        row.tokenExpiresAt(),
        row.endsAt(),
        row.refreshAt(),
        row.createdAt(),
        row.updatedAt(),
        endangered);
  }
}
