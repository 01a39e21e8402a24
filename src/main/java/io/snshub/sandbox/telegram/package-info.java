/**
 * Telegram's Bot API in the sandbox. It is no platform that the hub publishes on, but the channel
 * of its notifications: what is sent here is a message, never a post.
 */
@NullMarked
package io.snshub.sandbox.telegram;

import org.jspecify.annotations.NullMarked;
