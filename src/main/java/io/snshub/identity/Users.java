package io.snshub.identity;

import io.snshub.call.UserDirectory;
import io.snshub.store.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;

/** The tenants. User 1 is the administrator and always there. */
final class Users implements UserDirectory {
  private final Sql sql;
  private final Clock clock;

  Users(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /** One user as an administrator sees it. */
  record UserView(long userId, String name, boolean admin, Instant createdAt) {}

  UserView create(String name) {
    KeyHolder id = new GeneratedKeyHolder();
    sql.run("identity/insert-user")
        .param("name", name)
        .param("now", ApiKeys.utc(clock.instant()))
        .update(id, "id");
    Number key = id.getKey();
    return find(key == null ? 0 : key.longValue()).orElseThrow();
  }

  Optional<UserView> find(long id) {
    return sql.run("identity/find-user").param("id", id).query(Users::view).optional();
  }

  @Override
  public boolean exists(long userId) {
    return find(userId).isPresent();
  }

  List<UserView> list(int limit, long offset) {
    return sql.run("identity/list-users")
        .param("limit", limit)
        .param("offset", offset)
        .query(Users::view)
        .list();
  }

  long count() {
    return sql.run("identity/count-users").query(Long.class).single();
  }

  private static UserView view(ResultSet row, int number) throws SQLException {
    Instant created = ApiKeys.instant(row, "created_at");
    return new UserView(
        row.getLong("id"),
        row.getString("name"),
        row.getBoolean("admin"),
        created == null ? Instant.EPOCH : created);
  }
}
