/**
 * Pinterest by its API v5. A post is one pin on a board: a picture, two to five of them, or a
 * video.
 *
 * <p>Doors in: {@code direct:pinterest-prepare}, {@code direct:pinterest-publish}, {@code
 * direct:pinterest-lookup}, {@code direct:pinterest-retract}, {@code direct:pinterest-metrics},
 * {@code direct:pinterest-refresh}. Doors used: {@code direct:platform-call} and {@code
 * direct:fetch-media}.
 *
 * <p>Design decisions:
 *
 * <ul>
 *   <li>An account is known by its default board, because a pin can't be without one; {@code
 *       board_id} sends a single post elsewhere.
 *   <li>A lost pin is looked for by all that it shows, among what is on the board since it was
 *       looked at before the publish. Pinterest keeps no reference of ours, and a mark of our own
 *       in the link would change where the author's readers go; so a second pin of equal words,
 *       link and alternative text within that time is left to a person.
 *   <li>Pictures that Pinterest may not reach, uploaded to the hub or at a private address, go
 *       along with the call; others by their address.
 *   <li>A video is registered and brought to the bucket in one step. The form that Pinterest signs
 *       for it is a credential and is kept nowhere; what was registered in vain expires.
 *   <li>Saves and plays are told by day and ninety days back. Of an older pin they are left out.
 *   <li>The private note of earlier versions is not in the description of this one.
 * </ul>
 */
@NullMarked
package io.snshub.platform.pinterest;

import org.jspecify.annotations.NullMarked;
