/**
 * Who asks for what: the words between the front door and the rooms behind it.
 *
 * <p>JDK only. A REST route's bean takes its request record and a {@link
 * io.snshub.call.RequestContext}, and returns a record (200) or an {@link io.snshub.call.Answer};
 * it refuses by throwing one of {@link io.snshub.call.Problems}.
 *
 * <p>Design decisions: a refusal is an exception here, unlike a platform's failure, because it ends
 * exactly one request and nothing runs beside it. The stable word of a problem is its {@code code};
 * {@code type} is the same word as a URN, so that it needs no host to be stable.
 */
@NullMarked
package io.snshub.call;

import org.jspecify.annotations.NullMarked;
