/**
 * Platform accounts and their tokens: connecting them, renewing them in time, letting them go.
 * Tokens are opened here, for a lane, and go nowhere else.
 *
 * <p>Doors in: {@link io.snshub.platform.AccountDesk} (a token for a lane), {@link
 * io.snshub.platform.AccountRests} (how long it rests), {@code direct:refresh-account}. Doors out:
 * {@code direct:<platform>-refresh}, {@code direct:connect-account}, {@code direct:platform-call}.
 *
 * <p>Owns the tables {@code account}, {@code oauth_state} and {@code pending_connection}.
 *
 * <p>Design decisions: a refresh is claimed in the row before the platform is asked, because most
 * platforms void the old refresh token at once and two refreshes would lose both. Who comes second
 * waits and finds the new token. An answer that comes after its claim has run out is stored all the
 * same: with tokens that rotate it may be the only pair that is good. It is dropped only when the
 * account was connected anew or let go meanwhile, which {@code connections} counts. In sandbox mode
 * the administrator gets one account per platform, so that a first post works without a credential.
 *
 * <p>An account that is let go stays as a row without tokens, so that connecting the same place
 * again brings back its id and with it all that was done with it. Revoking a token takes away what
 * the person has allowed as a whole, on most platforms; it is therefore done only when no other
 * connected account may live on the same consent.
 *
 * <p>The callback of a platform carries no key: the state is the proof. It is 256 random bits, kept
 * as a hash and bound to user, platform, redirect address and PKCE verifier, good once and for ten
 * minutes, on every node. A used one is remembered for a day, so that a repetition can be told from
 * an invention. The address that people are sent back to comes from a setting, never from a
 * request. The state is bound to the user who asked for it and not to a browser: the address may be
 * sent to the owner of an account, who needs no key of the hub, and the platform's page tells them
 * whom they let in. What was allowed must hold every scope that was asked for; a missing one is
 * named, and nothing is connected, because a post would only fail later. With several places to
 * choose from, the tokens wait sealed under another random name. Where tokens rotate, one consent
 * makes one account: two with the same pair would end each other's.
 *
 * <p>Renewal ahead of time runs on every node without a scheduler of its own: the row says when it
 * is due, and the claim lets one of them through. A failure that may pass is tried again with
 * growing pauses and leaves the account connected; only the platform's word that a token is dead
 * ends it. What a refresh can't prolong is told a week and a day before.
 *
 * <p>Tokens lie under the key that their seal names. After a change of the key a background step
 * seals them anew, row by row, compared and swapped, so that a refresh beside it is never undone.
 */
@NullMarked
package io.snshub.accounts;

import org.jspecify.annotations.NullMarked;
