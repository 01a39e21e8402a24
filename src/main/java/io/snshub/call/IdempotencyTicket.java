package io.snshub.call;

/**
 * A request that carries an {@code Idempotency-Key}, identified for keeping its answer.
 *
 * @param userId whose key it is; two users may choose the same
 * @param key the client's key
 * @param methodPath method and path, {@code POST /api/sns/posts}
 * @param bodyHash SHA-256 of the body's bytes, hex
 */
public record IdempotencyTicket(long userId, String key, String methodPath, String bodyHash) {}
