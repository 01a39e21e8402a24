package io.snshub.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationScopesTest {
  @ParameterizedTest
  @CsvSource({
    "GET,    /api/sns/posts,                        posts:read",
    "POST,   /api/sns/posts/{id}/retry,             posts:write",
    "GET,    /api/sns/posts/{id}/analytics,         analytics:read",
    "GET,    /api/sns/oauth/{platform}/authorize,   accounts:write",
    "DELETE, /api/sns/accounts/{id},                accounts:write",
    "POST,   /api/sns/webhooks/{id}/test,           webhooks:write",
    "POST,   /api/sns/events/replay,                admin",
    "GET,    /api/sns/audit,                        admin",
    "POST,   /api/sns/keys/{id}/rotate,             keys:write"
  })
  void an_operation_needs_the_scope_of_its_area(String method, String path, String scope) {
    assertThat(OperationScopes.of(method, path)).isEqualTo(scope);
  }

  @ParameterizedTest
  @CsvSource({"/api/sns/something", "/api/test/notes", "/api/sns/postsabout", "/"})
  void an_operation_without_a_rule_is_for_administrators(String path) {
    assertThat(OperationScopes.of("GET", path)).isEqualTo("admin");
  }

  @Test
  void any_key_may_ask_who_it_is() {
    assertThat(OperationScopes.of("GET", "/api/sns/me")).isNull();
  }
}
