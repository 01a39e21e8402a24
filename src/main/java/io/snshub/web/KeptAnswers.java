package io.snshub.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.snshub.call.Answer;
import io.snshub.vault.Vault;
import java.util.LinkedHashMap;
import java.util.Map;

/** The text form of an answer at rest: its headers and body as JSON, sealed if confidential. */
final class KeptAnswers {
  private final ObjectMapper json;
  private final Vault vault;

  KeptAnswers(ObjectMapper json, Vault vault) {
    this.json = json;
    this.vault = vault;
  }

  String write(Answer answer) {
    ObjectNode node = json.createObjectNode();
    node.set("headers", json.valueToTree(answer.headers()));
    node.set("body", json.valueToTree(answer.body()));
    return answer.confidential() ? vault.seal(node.toString()) : node.toString();
  }

  Answer read(int status, String kept) {
    boolean sealed = Vault.sealed(kept);
    try {
      JsonNode node = json.readTree(sealed ? vault.open(kept) : kept);
      Map<String, String> headers = new LinkedHashMap<>();
      node.path("headers")
          .fields()
          .forEachRemaining(header -> headers.put(header.getKey(), header.getValue().asText()));
      JsonNode body = node.path("body");
      return new Answer(status, headers, body.isNull() ? null : body, sealed);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a kept answer can't be read", e);
    }
  }
}
