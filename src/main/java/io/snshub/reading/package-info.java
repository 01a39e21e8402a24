/**
 * The query side: posts, their timelines, events and sagas, as views. Reads what others own and
 * writes nothing.
 *
 * <p>Doors in: the REST operations of {@code ReadingRoutes}.
 *
 * <p>Design decisions: views are read by their own statements and records and share nothing with
 * the command side, so that a projected read model can take the statements' place without a route
 * or a client noticing. Every statement names the user; another user's object is not found.
 */
@NullMarked
package io.snshub.reading;

import org.jspecify.annotations.NullMarked;
