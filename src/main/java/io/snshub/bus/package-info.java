/**
 * Events: the transactional outbox, the relay that empties it, the bus that carries them, and their
 * history. The only room that will know Kafka.
 *
 * <p>Doors in: {@link io.snshub.bus.Outbox#append} inside the writer's transaction, and {@link
 * io.snshub.bus.Outbox#silently} where a post moves on and the world isn't told. Doors out: every
 * {@link io.snshub.bus.Subscription} names a {@code direct:} door that gets each event at least
 * once, in order per subject, by itself or in batches.
 *
 * <p>Owns the tables {@code outbox}, {@code event}, {@code relay_part}, {@code post_mark}.
 *
 * <p>Design decisions: the database is the truth and events are hints, so nothing that must happen
 * hangs on an event alone. A row leaves the outbox only after the bus has it for good, in the
 * transaction that writes it into the history; a crash between the two repeats the event. Events go
 * from hand to hand in batches, one call a subscriber. What can't be taken holds back its subject,
 * not the others, and is repeated after rests that grow; after ten tries the event goes into the
 * history and the failure into the log, because one poisoned event must not stop a subject for
 * ever. A failure that passes (a database that is away) counts as no try. An event of a type that
 * only a newer version knows is passed on unread. A post that moves on silently leaves a mark, a
 * row of its own, rather than an event of a secret type: nobody outside has to leave it out, and
 * the ways that are taken often all have an event and pay nothing for it.
 */
@NullMarked
package io.snshub.bus;

import org.jspecify.annotations.NullMarked;
