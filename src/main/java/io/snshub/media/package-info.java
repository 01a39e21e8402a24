/**
 * Pictures and videos: fetched once to this machine, streamed, for the platforms that want bytes.
 *
 * <p>Doors in: {@code direct:fetch-media} (a {@link io.snshub.post.Media} goes in, a {@link
 * io.snshub.platform.MediaFetch} comes back).
 *
 * <p>Design decisions:
 *
 * <ul>
 *   <li>URLs come from users, so a fetch connects only to the address that was checked, and refuses
 *       every address that isn't public, save for the origins that the operator trusts. Where it is
 *       sent on to, all of this is done again, five times at most, and never from https to http.
 *   <li>A file is what its bytes say: what a name or a header calls it is not believed.
 *   <li>Files are looked at by our own few lines. Libraries for metadata read far more than size
 *       and length, take the memory that a hostile file asks for, and give up on an index that
 *       stands behind two gigabytes of video. Nothing is decoded.
 *   <li>Fetched files are a cache; whoever needs one asks again.
 * </ul>
 */
@NullMarked
package io.snshub.media;

import org.jspecify.annotations.NullMarked;
