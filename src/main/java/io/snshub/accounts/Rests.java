package io.snshub.accounts;

import io.snshub.platform.AccountRests;
import io.snshub.platform.Budget;
import io.snshub.store.Sql;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How long accounts rest, beside their rows: a restart obeys it, and so does every node. */
@Component
class Rests implements AccountRests {
  private final Sql sql;

  Rests(Sql sql) {
    this.sql = sql;
  }

  @Override
  public @Nullable Rest rest(long accountId) {
    return sql.run("accounts/find-rest")
        .param("id", accountId)
        .query(
            (row, number) ->
                new Rest(
                    Objects.requireNonNull(Sql.instant(row, "rests_until")),
                    Budget.Scope.valueOf(row.getString("rest_scope"))))
        .optional()
        .orElse(null);
  }

  @Override
  public void keep(long accountId, Rest rest) {
    sql.run("accounts/keep-rest")
        .param("id", accountId)
        .param("until", Sql.at(rest.until()))
        .param("scope", rest.scope().name())
        .update();
  }
}
