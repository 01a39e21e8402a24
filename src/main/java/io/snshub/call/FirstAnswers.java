package io.snshub.call;

import java.util.function.Supplier;

/**
 * Does a request's work once, however often it is sent under one {@code Idempotency-Key}. Safe for
 * concurrent use.
 */
public interface FirstAnswers {

  /**
   * Does the work and keeps its answer for the request's key, if it has one, in one transaction: a
   * crash leaves both or neither. When another node was faster, the work is rolled back and the
   * door answers with that node's answer. The work must have no effect outside of the database.
   */
  <T> T once(RequestContext request, Supplier<T> work);
}
