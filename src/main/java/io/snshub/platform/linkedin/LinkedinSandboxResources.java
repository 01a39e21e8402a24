package io.snshub.platform.linkedin;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.RefusedCall;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Rest.li resources on the sandbox's routes: each path below {@code /rest} (with a version) and
 * {@code /v2} (without), with queries that travel in a body.
 */
final class LinkedinSandboxResources {
  private record Way(
      Operation operation, boolean readOnly, Function<LinkedinSandboxCall, Reply> how) {}

  private final Site site;
  private final LinkedinSandboxVersions versions;
  private final LinkedinSandboxQuota quota;
  private final Map<String, Map<String, Way>> paths = new LinkedHashMap<>();

  LinkedinSandboxResources(
      Site site, LinkedinSandboxVersions versions, LinkedinSandboxQuota quota) {
    this.site = site;
    this.versions = versions;
    this.quota = quota;
  }

  /** Adds a way to use a path that changes nothing. */
  LinkedinSandboxResources read(
      String path, Operation operation, Function<LinkedinSandboxCall, Reply> how) {
    return add("GET", path, new Way(operation, true, how));
  }

  /** Adds a way to use a path. */
  LinkedinSandboxResources write(
      String method, String path, Operation operation, Function<LinkedinSandboxCall, Reply> how) {
    return add(method, path, new Way(operation, false, how));
  }

  private LinkedinSandboxResources add(String method, String path, Way way) {
    paths.computeIfAbsent(path, none -> new HashMap<>()).put(method, way);
    return this;
  }

  /** Registers everything that was added. */
  void open() {
    paths.forEach(
        (path, ways) -> {
          for (String base : new String[] {"/rest", "/v2"}) {
            ways.keySet().stream()
                .filter(method -> !method.equals("POST"))
                .forEach(method -> route(method, base + path, path, ways));
            // a POST may be any of them
            route("POST", base + path, path, ways);
          }
        });
  }

  private void route(String method, String path, String name, Map<String, Way> ways) {
    // streamed: the sandbox would take a tunnelled query for a form
    var route =
        site.route(method, path, call -> operation(call, ways), call -> answer(call, name, ways))
            .streamed();
    Way way = ways.get(method);
    if (way != null && way.readOnly()) {
      route.readOnly();
    }
  }

  private static Operation operation(Call call, Map<String, Way> ways) {
    Way way = ways.get(LinkedinSandboxCall.methodOf(call));
    return way == null ? Operation.LOOKUP : way.operation();
  }

  private Reply answer(Call call, String name, Map<String, Way> ways) {
    Reply old = call.path().startsWith("/rest/") ? versions.refusal(call) : null;
    if (old != null) {
      return old;
    }
    String method = LinkedinSandboxCall.methodOf(call);
    Way way = ways.get(method);
    if (way == null) {
      return LinkedinSandboxDialect.error(
          405, null, "No root resource defined for method " + method);
    }
    if (quota.spent(method + " " + name, call.at())) {
      return LinkedinSandboxDialect.throttled("MEMBER");
    }
    try {
      return way.how().apply(LinkedinSandboxCall.read(call));
    } catch (RefusedCall refused) {
      return refused.reply();
    }
  }

  /** Returns the fields that the call asked for. */
  static JsonObject only(JsonObject whole, LinkedinSandboxCall call) {
    String fields = call.text("fields");
    if (fields == null) {
      return whole;
    }
    JsonObject part = new JsonObject();
    for (String field : fields.split(",")) {
      if (whole.containsKey(field)) {
        part.put(field, whole.getValue(field));
      }
    }
    return part;
  }
}
