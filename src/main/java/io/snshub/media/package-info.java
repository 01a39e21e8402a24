/**
 * Pictures and videos: fetched once to this machine, streamed, for the platforms that want bytes.
 *
 * <p>Doors in: {@code direct:fetch-media} (a {@link io.snshub.post.Media} goes in, a {@link
 * io.snshub.platform.MediaFetch} comes back).
 *
 * <p>Design decisions: URLs come from users, so a fetch connects only to the address that was
 * checked, follows no redirect and refuses every address that isn't public, save for the origins
 * that the operator trusts. The files are a cache; whoever needs one asks again.
 */
@NullMarked
package io.snshub.media;

import org.jspecify.annotations.NullMarked;
