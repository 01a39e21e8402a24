/**
 * TikTok by the Content Posting API v2 and the Display API v2: a video, or up to 35 photos.
 *
 * <p>Doors in: {@code direct:tiktok-prepare}, {@code direct:tiktok-publish}, {@code
 * direct:tiktok-lookup}, {@code direct:tiktok-retract}, {@code direct:tiktok-metrics}, {@code
 * direct:tiktok-refresh}. Doors used: {@code direct:platform-call} and {@code direct:fetch-media}.
 *
 * <p>Design decisions:
 *
 * <ul>
 *   <li>A video is uploaded, not pulled: what TikTok pulls it publishes by itself, so that a lost
 *       answer to its init could not be cleared up. Photos can only be pulled; their init is the
 *       call that publishes.
 *   <li>The last chunk is the publish. Everything before it makes an attempt that comes to nothing
 *       by itself, and a repeated chunk is refused by the upload host, so that the same attempt can
 *       be taken up again without making two posts. A new attempt is begun only while the old one
 *       misses bytes and its address is no longer good.
 *   <li>After the last chunk TikTok works on. Its word on the attempt is waited for some seconds
 *       within the publish; after that the post is in doubt and looked for by the attempt's name.
 *       "Still at work" is no verdict.
 *   <li>The status of the upload host is a hint and not a verdict: its answers have no body, so
 *       nobody can tell them from a proxy's. What it says is held against the attempt's own state.
 *   <li>A post that not everyone may see never gets an id. It is known by its publish_id, and has
 *       no counters. A public one gets its id after a moderation; that is waited for, in doubt, for
 *       three minutes at most.
 *   <li>Not to be found in the list of posts proves nothing: private posts are never there, public
 *       ones after a moderation that has no limit. A photo post whose init got no answer is asked
 *       of a person when the hour is over in which TikTok may pull.
 *   <li>Nothing can be deleted; in a post that is all or nothing TikTok goes last.
 * </ul>
 *
 * <p>The sandbox has the same APIs below {@code /tiktok}; {@code GET /_sandbox/switches} lists what
 * isn't known of the real platform and can be turned.
 */
@NullMarked
package io.snshub.platform.tiktok;

import org.jspecify.annotations.NullMarked;
