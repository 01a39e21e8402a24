package io.snshub.routing;

import java.util.function.Function;
import org.apache.camel.Expression;
import org.apache.camel.Predicate;
import org.apache.camel.support.builder.ExpressionBuilder;
import org.apache.camel.support.builder.PredicateBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A body's own accessors as expressions. Simple's {@code ${body.name}} finds the accessor by name
 * for each message anew, and remembers it under the hash of the whole body; on a path that is
 * walked many times a second that costs more than the work.
 */
public final class Bodies {
  private Bodies() {}

  /** Returns what the accessor says of the body. */
  public static <T> Expression of(Class<T> type, Function<T, @Nullable Object> accessor) {
    return ExpressionBuilder.bodyExpression(type, accessor);
  }

  /** Tells whether the test holds for the body. */
  public static <T> Predicate is(Class<T> type, java.util.function.Predicate<T> test) {
    return PredicateBuilder.toPredicate(ExpressionBuilder.bodyExpression(type, test::test));
  }
}
