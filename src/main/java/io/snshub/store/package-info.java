/**
 * How rooms reach the database: their SQL files by name, the two dialects, one clock and whether it
 * jumped, this node's name, and loops that survive the database's absence.
 *
 * <p>{@link io.snshub.store.SharedCommits} carries out small transactions of many callers together.
 * It sets no savepoints: each would cost PostgreSQL two round trips and a subtransaction, to save
 * work in the rare batch of which one unit fails. That batch is undone as a whole and its units are
 * run one by one; batches get smaller while that happens.
 *
 * <p>{@link io.snshub.store.Sql#later} puts rows off that nobody reads before the commit: they are
 * written as one batch for each table, of all units that go together. A statement that names such a
 * table has them written first, so that order only ever changes where nobody can tell.
 *
 * <p>Owns no table. Every statement stands in a file {@code sql/<room>/<verb-noun>.sql}; where H2
 * and PostgreSQL don't agree it stands in two, {@code <verb-noun>.h2.sql} and {@code
 * <verb-noun>.postgresql.sql}.
 */
@NullMarked
package io.snshub.store;

import org.jspecify.annotations.NullMarked;
