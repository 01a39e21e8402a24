/**
 * Facebook Pages by the Graph API: words with a link, pictures, a video, a Reel.
 *
 * <p>Doors in: {@code direct:facebook-prepare}, {@code direct:facebook-publish}, {@code
 * direct:facebook-lookup}, {@code direct:facebook-retract}, {@code direct:facebook-metrics}, {@code
 * direct:facebook-refresh}. Doors used: {@code direct:platform-call} and {@code
 * direct:fetch-media}.
 *
 * <p>Design decisions:
 *
 * <ul>
 *   <li>One picture goes the way of several: brought unpublished first, then taken up by a post.
 *       Its id is known before anything is visible, a lost answer is resolved by that id, and the
 *       platform refuses to take a picture up twice.
 *   <li>Media are sent, not fetched: a hub needs no public address for Facebook.
 *   <li>Pieces of a video go to the API's own host; the host for videos is deprecated.
 *   <li>A video's last call is only acknowledged. Until the platform has processed the video its
 *       post isn't up, and may never be, so the outcome stays doubtful and the video's state tells
 *       it; the state also tells what became of a lost call. A video is known by its own id, which
 *       is there from the start, not by its post's, which comes late.
 *   <li>Whether an unpublished post or video can be shown later isn't documented, so nothing is
 *       prepared that way.
 *   <li>There is no refresh token. The person's token is kept in its place; it is exchanged for a
 *       younger one, which brings the Page's token. The grant's lifetime is the person's.
 *   <li>"The same words twice" (506) is a refusal at the first attempt and evidence of the earlier
 *       one at any later.
 * </ul>
 */
@NullMarked
package io.snshub.platform.facebook;

import org.jspecify.annotations.NullMarked;
