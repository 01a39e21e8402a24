/**
 * Sagas that survive the process: Camel's Saga EIP on SQL.
 *
 * <p>{@link io.snshub.saga.JdbcSagaService} is the {@code CamelSagaService} behind every {@code
 * saga()} block; {@link io.snshub.saga.SagaDriver} claims due sagas, re-enters their route at its
 * door, and finishes what was decided.
 *
 * <p>Doors in: {@link io.snshub.saga.SagaLog#open} inside the writer's transaction, {@code
 * saga:complete} and {@code saga:compensate} inside a route. Doors out: each saga's own {@code
 * direct:} door, and the compensation and completion doors its steps enlisted.
 *
 * <p>Owns the tables {@code saga}, {@code saga_step}.
 *
 * <p>Design decisions:
 *
 * <ul>
 *   <li>One column is the queue. {@code next_run_at} is a start, a retry time or the end of a
 *       lease; whoever finds it due may claim the saga. A scan of it finishes every post with all
 *       events lost.
 *   <li>A crash rolls forward: the route is entered again and its steps are found enlisted. It must
 *       therefore ask its own rows what is done, which is what the target state machine is for.
 *   <li>A step that joins a driven saga is written with the next transaction that holds, decides or
 *       parks the saga, not in one of its own: no visible effect happens in between, and a commit
 *       is the dearest thing a post needs.
 *   <li>A driven saga that its route calls complete is decided and ended by one statement, when its
 *       route has ended and no step has a completion to call. Until then a crash enters the route
 *       again.
 *   <li>A saga without a door (a drop-in route's own) can't be entered again; it is compensated
 *       once its exchange has ended, or died, without a decision. Its lease is renewed until then,
 *       however long the route takes.
 *   <li>Leases are lost by the table, not by a watchdog. A process that slept, or whose database
 *       hung, may go on only through a write that names its fence or through {@code hold}, which
 *       wants a tenth of the lease left; so it needs no killing. What it finds still its own it
 *       extends, before it claims anything: a fence that nobody raised means that nobody acted
 *       meanwhile. What another took over is fenced off: the old run decides nothing, marks no step
 *       and calls no further compensation.
 *   <li>A process never begins a saga that it still runs. Only a run that has not ended for an hour
 *       is forgotten, so that its lease can end.
 *   <li>Work begins when the routes run, not before: nobody is behind a door until then. What an
 *       earlier process left unfinished is all begun at once, so that nothing waits for the first
 *       to be carried to its end; later, what is under way goes before what is new.
 *   <li>After a jump of the clock leases are renewed first; what was given back at a time that is
 *       now to come is pulled in, because its pause was meant as a length. A first start, such as a
 *       scheduled post's, is meant as a time and stays.
 *   <li>Compensations run one after another in reverse order. A step marked {@link
 *       io.snshub.saga.SagaOptions#INDEPENDENT} doesn't wait for one that is stuck, so that a
 *       platform that is down doesn't keep the others' posts up; all other steps do wait.
 *   <li>{@code stop()} of the service is a no-op, because Camel calls it when any one saga route is
 *       stopped.
 *   <li>{@code isLongRunningActionHeaderSupported()} looks unused: later Camel versions ask it
 *       before they trust the header.
 * </ul>
 */
@NullMarked
package io.snshub.saga;

import org.jspecify.annotations.NullMarked;
