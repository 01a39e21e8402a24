package io.snshub.publishing;

import io.snshub.store.Sql;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Which account each platform of a post goes to: the one asked for, else the user's oldest. */
@Component
class AccountChoice {
  private final Sql sql;
  private final @Nullable Set<Long> allowed;

  @Autowired
  AccountChoice(Sql sql) {
    this(sql, null);
  }

  private AccountChoice(Sql sql, @Nullable Set<Long> allowed) {
    this.sql = sql;
    this.allowed = allowed;
  }

  /** Returns a choice among these accounts only; among all when null. */
  AccountChoice within(@Nullable Set<Long> only) {
    return new AccountChoice(sql, only);
  }

  private record Row(long id, String platform, String status) {}

  /**
   * Chooses accounts in one query.
   *
   * @param findings told of each platform without a usable account
   */
  Map<String, Long> choose(
      long userId, Collection<String> platforms, Map<String, Long> wanted, Findings findings) {
    if (platforms.isEmpty()) {
      return Map.of();
    }
    List<Row> rows =
        sql.run("publishing/find-accounts")
            .param("userId", userId)
            .param("platforms", platforms)
            .query(
                (row, number) ->
                    new Row(row.getLong("id"), row.getString("platform"), row.getString("status")))
            .list();
    Map<String, Long> chosen = new HashMap<>();
    for (String platform : platforms) {
      Long asked = wanted.get(platform);
      List<Row> own =
          rows.stream()
              .filter(row -> row.platform().equals(platform))
              .filter(row -> allowed == null || allowed.contains(row.id()))
              .filter(row -> asked == null || row.id() == asked)
              .toList();
      String field = asked == null ? "platforms" : "accounts." + platform;
      if (own.isEmpty()) {
        findings.wrongFor(
            platform,
            field,
            asked == null
                ? platform + ": no account is connected"
                : platform + ": you have no account " + asked);
      } else if (own.stream().noneMatch(row -> row.status().equals("connected"))) {
        findings.wrongFor(platform, field, platform + ": the account must be connected again");
      } else {
        chosen.put(
            platform,
            own.stream()
                .filter(row -> row.status().equals("connected"))
                .findFirst()
                .orElseThrow()
                .id());
      }
    }
    return chosen;
  }
}
