/**
 * How rooms reach the database: their SQL files by name, the two dialects, one clock and whether it
 * jumped, this node's name, and loops that survive the database's absence. And the way to Redis,
 * for as long as it is there.
 *
 * <p>Rooms read lists and figures by {@link io.snshub.store.ReadSql}: {@code
 * reads.forUser(user).run("room/list-things")}, and {@code reads.wrote(user)} after each commit
 * that changes what these show. Everything that decides something uses {@link io.snshub.store.Sql}.
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
 *
 * <p>Design decisions:
 *
 * <ul>
 *   <li>Reading has a pool of its own on both databases. Lists that got slow would otherwise hold
 *       every connection, and nobody could hand in a post. That H2 runs in this process makes no
 *       difference to that; its connections are cheap, and two stay open when nobody reads.
 *   <li>With a replica there are three pools: when it fails, its readers go to the reading pool of
 *       the primary and still leave the writers alone.
 *   <li>Whether a replica is good enough is asked in WAL positions: has it replayed what the
 *       primary had written at a moment that this node's monotonic clock remembers. {@code
 *       pg_last_xact_replay_timestamp} grows while nobody writes, compares two machines' clocks,
 *       and a replica that was cut off looks as if it had everything.
 *   <li>A reader's own writes are a stamp per user, not per node: on a node with traffic some write
 *       is always younger than the replica.
 *   <li>The pools that read are no beans: Flyway and the health of the hub are about the one that
 *       writes. A replica that is away makes the hub slower, not unhealthy.
 *   <li>A query that failed in the replica is asked again in the primary whatever the reason. A
 *       list of the reasons would miss one; a query that is itself at fault fails twice.
 * </ul>
 */
@NullMarked
package io.snshub.store;

import org.jspecify.annotations.NullMarked;
