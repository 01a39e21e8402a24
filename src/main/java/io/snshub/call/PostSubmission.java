package io.snshub.call;

/**
 * A post handed in by another way than REST: the body of {@code direct:accept-post}.
 *
 * @param userId whose post it will be
 * @param origin what it was made from, such as {@code file:<sha256>:<row>}; at most 200 characters.
 *     One origin of one user makes one post, for ever and whoever hands it in again
 * @param source who hands it in, such as {@code import/7}; at most 100 characters. Comes back with
 *     {@link PostVerdict.AlreadyThere}, so that whoever asks again knows its own work
 * @param request the post request as JSON in UTF-8
 */
public record PostSubmission(long userId, String origin, String source, byte[] request) {}
