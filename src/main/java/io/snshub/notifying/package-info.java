/**
 * Tells people what became of a post: Telegram for now.
 *
 * <p>Doors in: {@code direct:enlist-notification}, {@code direct:send-notification}, {@code
 * direct:send-question}, {@code direct:send-cancellation-notice}. Doors out: {@code
 * direct:platform-call}.
 *
 * <p>Owns the table {@code notice}.
 *
 * <p>Design decisions: Telegram has no idempotency key and no way to look up what was sent, so a
 * message whose answer was lost can't be resolved. A notice is therefore sent at most once: its row
 * says {@code sending} before the call, and whoever finds it so after a crash leaves it {@code
 * unknown}. A notice that Telegram refuses for now waits in its row; one that it refuses for good
 * doesn't hold the post back. camel-telegram is not used: it hides failed answers and puts the
 * bot's token into exception texts.
 */
@NullMarked
package io.snshub.notifying;

import org.jspecify.annotations.NullMarked;
