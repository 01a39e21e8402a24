/**
 * How routes say things: expressions that several rooms' routes use.
 *
 * <p>Doors: none. Owns no table.
 */
@NullMarked
package io.snshub.routing;

import org.jspecify.annotations.NullMarked;
