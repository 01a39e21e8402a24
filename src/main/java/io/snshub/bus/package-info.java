/**
 * Events: the transactional outbox, the relay that empties it, the bus that carries them, and their
 * history. The only room that knows Kafka.
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
 *
 * <p>With {@code hub.kafka.brokers} set, events go over the topic {@code sns.events} (CloudEvents
 * 1.0 in JSON, key = subject), and each subscriber reads it in a group of its own:
 *
 * <ul>
 *   <li>A row leaves the outbox once the brokers have acknowledged it (all replicas, idempotent
 *       client). All rows of a batch are in flight together; when one is lost, its subject is sent
 *       again from there on, so a reader may meet a stretch of a subject twice, but never out of
 *       order within a stretch.
 *   <li>Offsets are committed by hand, after the work, so a crash repeats. Nothing relies on
 *       Kafka's transactions.
 *   <li>An event that a subscriber refuses five times, and a record that is no event, goes into
 *       {@code sns.events.dlq} with the reason in the header {@code sns-reason}; the rest of its
 *       subject goes on in order. What only a newer version knows is passed over.
 *   <li>Of a record nothing but the value is believed: its headers become no header of an exchange.
 *   <li>Brokers that are away cost nothing but time: events stay in the outbox, whose size only the
 *       disk bounds, and no try is counted. Health shows it as {@code bus}, readiness doesn't.
 *   <li>Missing topics are made, when the brokers allow it.
 *   <li>{@link io.snshub.bus.Inlet} is the way in: other rooms take records of a topic through a
 *       {@code direct:} door and never see Kafka.
 * </ul>
 */
@NullMarked
package io.snshub.bus;

import org.jspecify.annotations.NullMarked;
