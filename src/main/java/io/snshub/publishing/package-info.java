/**
 * The command side: accepts posts, runs their saga, and keeps every target's state.
 *
 * <p>Doors in: {@code direct:publish-post}, {@code direct:delete-post}, {@code
 * direct:compensate-post} and {@code direct:sweep-post} (entered by the saga driver), {@code
 * direct:accept-post} (a post by another way than REST), {@link io.snshub.publishing.Targets} as
 * the lanes' book. Doors out: {@code direct:lane-<platform>}, {@code direct:enlist-notification},
 * {@code direct:enlist-analytics}, {@code direct:record-analytics}, {@code
 * direct:send-notification}, {@code direct:send-question}.
 *
 * <p>Owns the tables {@code post}, {@code target}, {@code attempt}, {@code post_history}, {@code
 * submission}.
 *
 * <p>Design decisions:
 *
 * <ul>
 *   <li>Accepting a post writes its saga too, due at its time. There is no scheduler beside the
 *       saga queue: now, later, again and after a crash are all a due time in one column.
 *   <li>A scheduled post is prepared ahead of its time and waits, prepared, at its gate, which
 *       opens at that time and not before. Until then it counts as not started and can be
 *       cancelled.
 *   <li>A post that has not begun can be changed, also when it lies prepared: what stays keeps its
 *       target's row and is prepared anew, what goes is removed, and compensation bears that a
 *       target is no more. The version that {@code If-Match} names is the sum of the post's and its
 *       targets', and what a removed target had is added to the post's: it never goes back.
 *   <li>Many posts that come in one request are one transaction with a savepoint each: a row that
 *       is rejected is undone alone, and a crash leaves all that was accepted, or nothing.
 *   <li>A pass over a post brings each target as far as it can go and then ends; waiting is a time
 *       in the target's row, never a sleeping thread. The next pass starts at the earliest of them.
 *   <li>An all-or-nothing post is prepared everywhere before anything is visible, and what can't be
 *       taken down goes last. The targets of a wave get their intents in one transaction and go
 *       together; an intent that could not be acted on within two seconds is withdrawn. Nothing is
 *       asked between intent and call but a clock that nobody sets: whoever takes over meanwhile
 *       finds the intent and waits for a verdict.
 *   <li>What the lanes of a round write at the same time shares its commits, and what one step made
 *       ready for a wave is written with the wave's intents. Only that may be lost with the
 *       process, because it can be found again; an intent and an answer are durable before anything
 *       follows.
 *   <li>Notification and analytics enlist before the platforms although they act after them, so
 *       that in reverse order the posts are taken down first and the notice tells what really
 *       happened.
 *   <li>A submission's origin is kept for ever and refers to no post row: the same file dropped
 *       again makes nothing twice, also years later and when the post has been removed.
 *   <li>Deleting is a saga of its own that calls the same retractions: a completed saga can't be
 *       compensated. So is taking down what a person found up after its post was taken back, and
 *       the sweep for ghosts.
 *   <li>A fence keeps a run that lost its saga from beginning anything. What the platform answered
 *       it is true all the same: a definite answer about the one open attempt ends the doubt,
 *       whoever brings it.
 *   <li>"Not there" is a verdict on a length of time, so that time is counted with care: from the
 *       intent, or from when the clock was last set; and a look is as old as the time it was due,
 *       because nobody knows how long its answer lay about.
 *   <li>A target whose platform or account is left alone waits in its row and tries nothing; an
 *       all-or-nothing post goes only when none of its platforms rests.
 *   <li>What proved not to be there when a post was taken back is looked for again (after 1, 10 and
 *       60 minutes), because a list may lag longer than it promises; what appears is taken down.
 *   <li>What nobody can find out is asked of a person, once, with what to look for; the answer
 *       comes by the call that also repeats failed targets.
 * </ul>
 */
@NullMarked
package io.snshub.publishing;

import org.jspecify.annotations.NullMarked;
