/**
 * The words of the hub: post, target, outcome, failure, event. JDK only; every other room speaks
 * them.
 *
 * <p>Design decisions: what can go wrong with a platform is a value ({@link
 * io.snshub.post.Outcome}, {@link io.snshub.post.PublishFailure}), never an exception, because an
 * exception inside a fan-out stops its neighbours.
 */
@NullMarked
package io.snshub.post;

import org.jspecify.annotations.NullMarked;
