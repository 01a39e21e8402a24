/**
 * Documents that were read before: in memory, then in Redis when one is named, then from the
 * loader.
 *
 * <p>Doors in: {@link io.snshub.cache.Shelves}, whose {@link io.snshub.cache.Shelf shelves} are
 * read by key or by page and told what has changed, and whose {@link io.snshub.cache.Generations
 * generations} make whole groups unreachable. Owns the table {@code cache_epoch}.
 *
 * <p>What is promised: in the process that has changed a document, a reader who asks after the
 * commit returned gets it as it is then, whatever becomes of Redis. In every other process nothing
 * is given out that is older than what was committed a second before, and mostly messages make that
 * milliseconds: at worst 100 ms until a change counts as not told, 100 ms to the next epoch, its
 * commit, 150 ms until that is read, 500 ms in memory. Exception: a process that is killed between
 * its commit and the telling tells nobody; whoever delivers its events then calls {@link
 * io.snshub.cache.Shelf#changed} again, and until then Redis may hold what was before.
 *
 * <p>No reader hears of Redis's failures: he waits for it 50 ms at most, twice in ten seconds at
 * most, and then reads what memory and the loader give. Only the loader's own failures are told.
 *
 * <p>Design decisions:
 *
 * <ul>
 *   <li><b>Leases instead of versions in Redis.</b> Who finds nothing gets a lease in place of the
 *       entry, and only its holder may fill it. A change removes it, a flush loses it, an earlier
 *       state of Redis doesn't have it: a load that anything has overtaken is not kept. Comparing
 *       versions could not tell that a change was removed, or flushed, meanwhile. In memory stamps
 *       do the same, and of two versions the higher stays.
 *   <li><b>The epoch stands in the entry, not in its key.</b> It is raised in the database before
 *       each session with Redis and after each change that Redis did not confirm, so entries from
 *       before are not believed, by any process. In the key, a process that is 150 ms behind would
 *       remove a change's entry under the wrong name, and the right one would stay.
 *   <li><b>A session is the circuit breaker.</b> It ends with a lost connection or the second late
 *       answer, and nobody uses Redis until the link, in the background, has opened another, seen
 *       it answer and write, and raised the epoch. Lettuce's reconnecting would let commands
 *       through to a Redis that has lost its memory before anybody could look.
 *   <li><b>Each start of a process empties Redis for all</b>, as a lost connection does: an entry
 *       there saves one read by primary key, so certainty costs less than telling apart.
 *   <li><b>Messages have numbers without gaps</b>, counted by Redis in the script that removes: one
 *       missed empties memory, one that comes back says that Redis was restored, and raises the
 *       epoch. Memory would be right within half a second without any message.
 *   <li><b>No early refill of Redis</b> (XFetch): when an entry there ends, the lease lets one
 *       process fill it, and the others read one row each. In memory, a document at rest that is
 *       read again after 60 % of its life is loaded beside its reader, so that a hot one never
 *       makes anybody wait. Ends in Redis are spread over a fifth of the life.
 *   <li><b>At most sixteen loads at once</b>, or Redis's readers would take the connections of
 *       those who write when it goes away. Whoever gets none within four seconds is refused as if
 *       the database had been away.
 *   <li><b>Memory lives by its load's beginning</b>, and for half a second where other processes
 *       write; a process that is alone on its database keeps what rests for a minute.
 *   <li><b>Loaders read the primary</b>, never a replica: what comes late from there would be kept.
 * </ul>
 */
@NullMarked
package io.snshub.cache;

import org.jspecify.annotations.NullMarked;
