/**
 * Who calls: users and their API keys.
 *
 * <p>Doors in: {@code direct:show-me}, {@code direct:create-user}, {@code direct:list-users},
 * {@code direct:create-key}, {@code direct:list-keys}, {@code direct:rotate-key}, {@code
 * direct:revoke-key}, {@code direct:list-audit}, {@link io.snshub.call.CallerVerifier}, which the
 * front door asks, {@link io.snshub.call.UserDirectory} and {@link io.snshub.call.AuditTrail}.
 * Doors out: none; events by {@link io.snshub.post.EventSink}.
 *
 * <p>Owns the tables {@code hub_user}, {@code api_key}, {@code api_key_account}, {@code
 * audit_entry}.
 *
 * <p>Design decisions: keys are 256 random bits, so a plain SHA-256 is stored: a slow hash protects
 * guessable secrets and would cost a request here. The row is found by that hash, and the hash is
 * compared once more in constant time. What was found is believed for half a second, also "no such
 * key": a revocation counts within a second on every node, and a warm key costs no query. The
 * administrator is made by the migration, so that two nodes can't make two. A revoked bootstrap key
 * stays revoked after a restart; setting another one replaces it, and only that: it is not rotated
 * by REST, because its text lies in a file or setting that would go on naming a dead key. When a
 * key was last used is noted twice a minute, not with each request. The last key of an
 * administrator is not revoked; keys that are about to be replaced don't count as another one. A
 * rotated key keeps its scopes, so that rotating needs all of them.
 */
@NullMarked
package io.snshub.identity;

import org.jspecify.annotations.NullMarked;
