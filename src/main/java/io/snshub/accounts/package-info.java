/**
 * Platform accounts and their tokens. Tokens are opened here, for a lane, and go nowhere else.
 *
 * <p>Doors in: {@link io.snshub.platform.AccountDesk} (a token for a lane), {@link
 * io.snshub.platform.AccountRests} (how long it rests), {@code direct:refresh-account}. Doors out:
 * {@code direct:<platform>-refresh}.
 *
 * <p>Owns the table {@code account}.
 *
 * <p>Design decisions: a refresh is claimed in the row before the platform is asked, because most
 * platforms void the old refresh token at once and two refreshes would lose both. Who comes second
 * waits and finds the new token. In sandbox mode the administrator gets one account per platform,
 * so that a first post works without a credential.
 */
@NullMarked
package io.snshub.accounts;

import org.jspecify.annotations.NullMarked;
