/**
 * How rooms reach the database: their SQL files by name, the two dialects, one clock and whether it
 * jumped, this node's name, and loops that survive the database's absence. And the way to Redis,
 * for as long as it is there.
 *
 * <p>Owns no table. Every statement stands in a file {@code sql/<room>/<verb-noun>.sql}; where H2
 * and PostgreSQL don't agree it stands in two, {@code <verb-noun>.h2.sql} and {@code
 * <verb-noun>.postgresql.sql}.
 */
@NullMarked
package io.snshub.store;

import org.jspecify.annotations.NullMarked;
