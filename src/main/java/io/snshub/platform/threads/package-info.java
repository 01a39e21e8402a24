/**
 * Threads by its Graph API: containers, then publish.
 *
 * <p>Doors in: {@code direct:threads-prepare}, {@code direct:threads-publish}, {@code
 * direct:threads-lookup}, {@code direct:threads-retract}, {@code direct:threads-metrics}, {@code
 * direct:threads-refresh}. Door used: {@code direct:platform-call}.
 *
 * <p>Design decisions:
 *
 * <ul>
 *   <li>Text goes through a container too. The call that publishes a text at once would save one,
 *       and its lost answer could only be looked for by the text.
 *   <li>Whatever belongs to the profile is written and read as {@code me}: writing by the numeric
 *       id was seen to fail with tokens that are good.
 *   <li>A container that was found published is not published again, because nobody knows what that
 *       does; the post is looked for. A container that ended in an error or expired proves that
 *       nothing went up.
 *   <li>A list is read until a page is empty: the published answers carry cursors and no word on
 *       whether there is more.
 *   <li>A throttle doesn't say of what there was too much. The quotas are asked for after one, not
 *       before every post; so a happy post costs no call for it, and a used-up quota holds up
 *       submits for an hour instead of all calls for minutes.
 *   <li>A long-lived token renews itself while it lives. Once it has expired, only a person can
 *       help; so the first refusal may still be called refreshable, its refresh then says no.
 *   <li>Emoji count by their bytes. Where it isn't told what an emoji is, more is counted.
 *   <li>In the sandbox, what the published facts leave open is a switch.
 * </ul>
 */
@NullMarked
package io.snshub.platform.threads;

import org.jspecify.annotations.NullMarked;
