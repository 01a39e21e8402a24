/**
 * X (Twitter) by its API v2.
 *
 * <p>Doors in: {@code direct:twitter-prepare}, {@code direct:twitter-publish}, {@code
 * direct:twitter-lookup}, {@code direct:twitter-retract}, {@code direct:twitter-metrics}, {@code
 * direct:twitter-refresh}. Doors used: {@code direct:platform-call} and {@code direct:fetch-media}.
 *
 * <p>Design decisions:
 *
 * <ul>
 *   <li>Text is measured by X's own library, because links, emoji and scripts all weigh something
 *       else; the sandbox measures with it too, so a wrong measure would go unnoticed there. The
 *       tests therefore hold it against X's published weights.
 *   <li>Requests say {@code tweet.fields}, though the newest description of the API calls it {@code
 *       post.fields}: production still answers in the older words. Answers are read in both.
 *   <li>There is no option {@code nullcast}: such a post is in no list, so one whose answer was
 *       lost could never be found again.
 *   <li>Counters that only the author sees are asked for first. When X refuses them, as it does for
 *       posts older than 30 days, the public ones are asked for alone.
 *   <li>More than one cashtag is left to X to refuse, for large customers may send several.
 * </ul>
 */
@NullMarked
package io.snshub.platform.twitter;

import org.jspecify.annotations.NullMarked;
