/**
 * What an operator needs: the message at the start, plain words for a failed one, meters, health
 * that tells the truth, and a management port that only this machine reaches.
 *
 * <p>Doors in: {@code count-outcomes} (events of targets). No doors out. Owns no tables; reads
 * {@code saga} and {@code outbox} to count them.
 *
 * <p>Design decisions:
 *
 * <ul>
 *   <li>Late sagas and a late outbox turn the whole health DOWN but neither liveness nor readiness:
 *       the API still takes posts for good, and a restart would not make a slow database faster.
 *       Only a driver that has stopped looking at its queue ends liveness.
 *   <li>Platforms are no part of health: nobody here can repair them, and the posts wait.
 *   <li>What gauges read from the database is kept for some seconds, so that scraping more often
 *       costs nothing; ended sagas, of which there may be millions, are counted once a minute.
 *   <li>Outcomes are counted from events, which come at least once: after a crash an outcome may
 *       count twice. Meters are for trends; the tables are for truth.
 *   <li>The management port asks for no password, so it answers only requests that name this
 *       machine and were not sent by another site's page: a browser would carry those past the
 *       loopback address.
 * </ul>
 */
@NullMarked
package io.snshub.ops;

import org.jspecify.annotations.NullMarked;
