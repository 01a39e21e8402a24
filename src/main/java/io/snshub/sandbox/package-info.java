/**
 * The fake world: a server that speaks the platforms' real wire protocols, remembers every mutating
 * call in a ledger, and can be told to fail.
 *
 * <p>A platform's part of it is a {@code PlatformSandbox} bean in that platform's folder; nothing
 * here names one. Telegram, which the hub only notifies through, lives in a room below this one.
 *
 * <p>Doors in: HTTP below each platform's prefix, {@code /_sandbox/*} to look and to break things,
 * and a page at {@code /}.
 *
 * <p>Design decisions:
 *
 * <ul>
 *   <li>It runs on Vert.x, not on Camel. A held or slow answer costs a timer and a socket, and a
 *       connection can be closed at any byte, which a servlet or a route can't promise.
 *   <li>A platform's handlers are plain functions from a call to an answer, run one at a time under
 *       the platform's lock. The ledger is written under the same lock, before the answer leaves.
 *   <li>Everything is kept in memory and bounded: the newest 200 000 ledger entries and posts, the
 *       newest 100 000 uploads. Media bytes are counted and dropped.
 *   <li>A ledger status of 0 means that the caller got no whole answer: cut off, or still waiting.
 *   <li>Faults that lie keep the effect and change what the caller is told: {@code
 *       cut_after{bytes}} closes within the answer, counted over the whole of it, its head (with
 *       the true {@code Content-Length}) included; {@code garble_after{code=200, body,
 *       content_type=application/json, location, endless=false}} puts another answer in its place,
 *       without any header that the platform would add; {@code late_answer{ms}} acts at once and
 *       answers later. {@code garble_before} lies about nothing at all having happened. The ledger
 *       shows the status that was told.
 *   <li>A bad token is refused before a fault is met, so that it uses none up; and {@code
 *       expire_token} spares the token endpoint unless that operation is named.
 *   <li>Made-up media are real: {@code /_sandbox/media/<any name>.jpg|png|gif|webp|mp4|m4v|mov}
 *       with {@code width, height, seconds, bytes}. What is asked for by size alone is filled up
 *       with zeros behind the end. A video that is asked to be smaller than all its pictures keeps
 *       its index and loses them. Bad ones stand below {@code /_sandbox/media/bad/}, see {@code
 *       BadMedia}.
 *   <li>There is no HTTP/2: cutting one call would cut its neighbours.
 * </ul>
 */
@NullMarked
package io.snshub.sandbox;

import org.jspecify.annotations.NullMarked;
