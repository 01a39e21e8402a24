/**
 * What a platform is: its profile (capabilities as data), the words between the hub and a
 * platform's fragments, the one door to the network, and the lane that every platform shares.
 *
 * <p>A platform is one folder below this package. It brings a {@link io.snshub.platform.Platform}
 * bean and the routes {@code <p>-prepare}, {@code <p>-publish}, {@code <p>-lookup}, {@code
 * <p>-retract} and {@code <p>-refresh}; nothing else names it.
 *
 * <p>Doors in: {@code direct:platform-call} (one HTTP exchange with a platform), {@link
 * io.snshub.platform.PlatformGate} (whether to begin something new). Doors used: {@code
 * direct:fetch-media}; {@link io.snshub.platform.AccountRests}.
 *
 * <p>Design decisions: a request to a platform is a record, not a set of headers. The binding below
 * camel-vertx-http writes that record and nothing else to the wire, so that no header of an
 * exchange can leak to a platform, and hands every answer back as a value: answered, not sent, or
 * lost.
 *
 * <p>Only a platform's own words decide anything. Between the hub and a platform stand proxies and
 * gateways that answer for it, also after they have let a call through; so an answer counts as a
 * refusal, as "gone" or as "not there" only in the platform's published shape, with ids that its
 * ids look like. All else is doubtful after a publish, unclear after a look, and a failure that
 * passes after everything that may be repeated.
 *
 * <p>Folders don't know each other, so what several of them would write alike stands here: {@link
 * io.snshub.platform.Search} for a look through a list of posts, and the envelope of Meta's Graph
 * API ({@link io.snshub.platform.GraphError}, {@link io.snshub.platform.GraphPage}, {@link
 * io.snshub.platform.GraphUsage}), which three platforms speak. Which codes and which posts mean
 * what stays in the folders: the same code is not the same on each.
 *
 * <p>A breaker for each platform and budgets for each account are asked before a call and told
 * after it; they hold no thread and never touch a call that was sent. The breaker counts what never
 * came back and server errors; a refusal, also one for too many calls, is a sign of health. A rest
 * that a platform asked for is kept with the account, so that a restart obeys it. Notices to
 * Telegram pass uncounted: they are few, and have a patience of their own.
 */
@NullMarked
package io.snshub.platform;

import org.jspecify.annotations.NullMarked;
