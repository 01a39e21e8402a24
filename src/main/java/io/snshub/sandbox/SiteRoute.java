package io.snshub.sandbox;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One path of a platform: how it is found, what it is for, and who may call it. */
public final class SiteRoute {
  private static final Pattern VARIABLE = Pattern.compile("\\{([a-zA-Z]+)}");

  private final String method;
  private final Pattern pattern;
  private final List<String> names = new ArrayList<>();
  private final Function<Call, Operation> operation;
  private final Function<Call, Reply> answer;
  private boolean tokenNeeded = true;
  private boolean tokenChecked = true;
  private boolean streamed;
  private boolean readOnly;

  SiteRoute(
      String method,
      String version,
      String path,
      Function<Call, Operation> operation,
      Function<Call, Reply> answer) {
    this.method = method;
    this.operation = operation;
    this.answer = answer;
    StringBuilder regex = new StringBuilder(version);
    Matcher variable = VARIABLE.matcher(path);
    int end = 0;
    while (variable.find()) {
      regex.append(Pattern.quote(path.substring(end, variable.start()))).append("([^/]+)");
      names.add(variable.group(1));
      end = variable.end();
    }
    this.pattern = Pattern.compile(regex.append(Pattern.quote(path.substring(end))) + "/?");
  }

  /** Needs no access token. */
  public SiteRoute open() {
    tokenNeeded = false;
    tokenChecked = false;
    return this;
  }

  /** Works without an access token, but not with a bad one. */
  public SiteRoute tokenOptional() {
    tokenNeeded = false;
    return this;
  }

  /** Changes nothing, whatever its operation: it is not written into the ledger. */
  public SiteRoute readOnly() {
    readOnly = true;
    return this;
  }

  /** Bytes are counted and not kept, save the first 64 KiB. */
  public SiteRoute streamed() {
    streamed = true;
    return this;
  }

  /** Returns the variable parts of a path that this route serves, or null. */
  @Nullable Map<String, String> match(String callMethod, String path) {
    if (!method.equals(callMethod)) {
      return null;
    }
    Matcher found = pattern.matcher(path);
    if (!found.matches()) {
      return null;
    }
    Map<String, String> params = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      params.put(names.get(i), decode(found.group(i + 1)));
    }
    return params;
  }

  private static String decode(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return segment;
    }
  }

  boolean refuses(TokenState state) {
    return state == TokenState.MISSING ? tokenNeeded : tokenChecked && state != TokenState.VALID;
  }

  boolean isReadOnly() {
    return readOnly;
  }

  boolean isStreamed() {
    return streamed;
  }

  Operation operation(Call call) {
    return operation.apply(call);
  }

  Reply answer(Call call) {
    return answer.apply(call);
  }
}
