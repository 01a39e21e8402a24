package io.snshub.publishing;

import java.util.UUID;

/**
 * The answer to an accepted post.
 *
 * @param postId the post
 * @param status {@code pending}, {@code scheduled} or {@code draft}
 * @param eventId its {@code post:created} event
 * @param sagaId its saga
 * @param message what happens next
 */
public record PostAccepted(long postId, String status, UUID eventId, UUID sagaId, String message) {}
