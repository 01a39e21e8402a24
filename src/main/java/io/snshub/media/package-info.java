/**
 * Pictures and videos: uploaded to this hub and kept while a post needs them, or fetched to it for
 * the platforms that want bytes.
 *
 * <p>Doors in: {@code direct:fetch-media} (a {@link io.snshub.post.Media} goes in, a {@link
 * io.snshub.platform.MediaFetch} comes back); {@link io.snshub.platform.MediaShelf}; {@code
 * /media/<key>/<name>}, where anybody fetches an uploaded medium whose address he knows.
 *
 * <p>Owns the tables {@code media} and {@code media_hold}.
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
 *   <li>An uploaded file is on the disk before its row is committed, and its row is deleted before
 *       it. So a row always has its file; a file without a row is what somebody who was killed left
 *       behind, and is swept away.
 *   <li>A post holds its media from the transaction that stores it to the one that ends it.
 *       Deleting one that is held is refused; one that isn't held stays for {@code
 *       hub.media.keep-unused}, so that it can be posted again.
 *   <li>What a sender calls a file is kept only where it isn't true, to be shown. A picture under
 *       the name of another kind of picture is taken for what it is.
 *   <li>The address of an uploaded medium is a secret of 192 bits in its path, because platforms
 *       that fetch send no key. It is the same for all of them and ends when the medium is deleted.
 *   <li>Several nodes need one {@code hub.data-dir}/media that all of them see.
 *   <li>Fetched files are a cache; whoever needs one asks again.
 * </ul>
 */
@NullMarked
package io.snshub.media;

import org.jspecify.annotations.NullMarked;
