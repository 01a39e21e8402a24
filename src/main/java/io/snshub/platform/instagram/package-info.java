/**
 * Instagram by the Graph API's containers.
 *
 * <p>Doors in: {@code direct:instagram-prepare}, {@code direct:instagram-publish}, {@code
 * direct:instagram-lookup}, {@code direct:instagram-retract}, {@code direct:instagram-metrics},
 * {@code direct:instagram-refresh}. Doors used: {@code direct:platform-call}.
 *
 * <p>Design decisions:
 *
 * <ul>
 *   <li>A container whose answer was lost is left to expire and another one is made: it is
 *       invisible, and can be neither listed nor found.
 *   <li>The quota of posts is asked before the first container, because pages of the documentation
 *       name three different figures. When it can't be read, the post goes on: a publish over the
 *       quota is refused in plain words, and nothing is up then.
 *   <li>What a medium is stays in the handle from the first step on. A carousel is made in several
 *       steps, and an address need not tell a picture from a video.
 *   <li>Options are sent only to the kinds of posts that have them, and refused before anything is
 *       made when they can't fit.
 *   <li>A picture's shape is a rule of a post, not of a file: a story may be of any shape.
 *   <li>A story keeps no text, so a lost one is told by its kind and time alone; two are left to a
 *       person.
 * </ul>
 */
@NullMarked
package io.snshub.platform.instagram;

import org.jspecify.annotations.NullMarked;
