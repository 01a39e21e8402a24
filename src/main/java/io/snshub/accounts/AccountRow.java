package io.snshub.accounts;

import io.snshub.store.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One account as it is kept; its tokens are sealed. */
record AccountRow(
    long id,
    long userId,
    String platform,
    @Nullable String kind,
    String remoteId,
    String name,
    String status,
    String accessToken,
    @Nullable String refreshToken,
    @Nullable Instant tokenExpiresAt,
    @Nullable Instant refreshExpiresAt,
    @Nullable Instant endsAt,
    @Nullable Instant refreshAt,
    int refreshFailures,
    List<String> scopes,
    int connections,
    @Nullable String problem,
    Instant createdAt,
    Instant updatedAt) {
  static final String CONNECTED = "connected";
  static final String NEEDS_REAUTH = "needs_reauth";
  static final String DISCONNECTED = "disconnected";

  boolean connected() {
    return status.equals(CONNECTED);
  }

  boolean gone() {
    return status.equals(DISCONNECTED);
  }

  static AccountRow read(ResultSet row, int number) throws SQLException {
    String scopes = row.getString("scopes");
    return new AccountRow(
        row.getLong("id"),
        row.getLong("user_id"),
        row.getString("platform"),
        row.getString("kind"),
        row.getString("remote_id"),
        row.getString("name"),
        row.getString("status"),
        row.getString("access_token"),
        row.getString("refresh_token"),
        Sql.instant(row, "token_expires_at"),
        Sql.instant(row, "refresh_expires_at"),
        Sql.instant(row, "ends_at"),
        Sql.instant(row, "refresh_at"),
        row.getInt("refresh_failures"),
        scopes == null || scopes.isEmpty() ? List.of() : List.of(scopes.split(" ")),
        row.getInt("connections"),
        row.getString("problem"),
        Objects.requireNonNull(Sql.instant(row, "created_at")),
        Objects.requireNonNull(Sql.instant(row, "updated_at")));
  }
}
