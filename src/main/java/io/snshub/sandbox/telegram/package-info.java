/**
 * Telegram's Bot API in the sandbox. It is no platform that the hub publishes on, but the channel
 * of its notifications: what is sent here is a message, never a post.
 *
 * <p>Design decisions:
 *
 * <ul>
 *   <li>Nobody writes to the bot: there are no updates, and asking for them never waits.
 *   <li>Every chat exists. A person (a positive id), a small group (negative), a supergroup
 *       (beginning with {@code -100}) and a channel ({@code @name}) each look as they should.
 *   <li>Text is parsed as the real server does it, and refused in its words, because bad markup is
 *       what most often ends a notification. Links, names and commands are marked unasked.
 *   <li>Limits are those of the public FAQ, enforced only when limits are switched on.
 *   <li>An album is many messages and one entry of the ledger.
 * </ul>
 */
@NullMarked
package io.snshub.sandbox.telegram;

import org.jspecify.annotations.NullMarked;
