package io.snshub.call;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Ends a request with a problem document. Expected by nature, so it carries no stack trace and is
 * not logged as an error.
 */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final transient Map<String, String> headers;

  public ProblemException(Problem problem) {
    this(problem, Map.of());
  }

  private ProblemException(Problem problem, Map<String, String> headers) {
    super(problem.status() + " " + problem.code(), null, false, false);
    this.problem = problem;
    this.headers = headers;
  }

  /** Returns the document to answer with. */
  public Problem problem() {
    return problem;
  }

  /** Returns the header lines to answer with, such as {@code Retry-After}. */
  public Map<String, String> headers() {
    return headers;
  }

  /** Returns the same refusal with one more header line. */
  public ProblemException header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new ProblemException(problem, Map.copyOf(more));
  }
}
