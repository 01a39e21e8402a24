/**
 * The query side: posts, lists, the calendar, timelines, events and sagas, as views.
 *
 * <p>Doors in: the REST operations of {@code ReadingRoutes}; {@code direct:project-posts}, which
 * gets what happened to posts in batches.
 *
 * <p>Owns the tables {@code post_entry}, {@code post_card}, {@code post_word}, {@code
 * post_generation}, {@code read_model_build}.
 *
 * <p>Design decisions: what one post looks like is read from the post itself, by its key, and kept
 * as the bytes that are sent; its version is the sum of all versions it is made of, so that
 * whatever changes it makes it larger, and nobody writes it. Lists are a model of their own,
 * because no index of the posts answers a platform's or a word's list: flat rows, a range of an
 * index for each page, only ids in it. So a row that is late shows its post in the wrong list for a
 * moment, and never shows an old post.
 *
 * <p>The model is brought up to date by events, in batches, on the relay's thread. A post that
 * moves on without an event leaves a mark with {@link io.snshub.bus.PostChanges}, which outlives a
 * crash; what happens on the way of an ordinary post has an event, so that marks cost nothing where
 * it counts. To compare versions at start-up instead would be a look at every post, or one more
 * index on a table that is written at each step. Nobody waits for events to see what he did
 * himself: this process knows which posts it changed, and a list of their user is brought up to
 * date before it is read.
 *
 * <p>Rows are written again and again, by several nodes, and only ever become newer: each has its
 * post's version. Making the model again goes over the same rows rather than building others
 * beside: posts are never removed, so that all there is to take away is what should not be there,
 * and a list is never emptier than before. It goes from the newest post to the oldest; the first
 * start on a database that has posts does the same, and until it is through its lists end early.
 *
 * <p>Lists count up to 10 000 and say so: counting a million entries costs more than showing them;
 * searches count among the 1 000 newest posts with their rarest word. A search goes along the posts
 * of its rarest word; when that is a frequent one and hardly any post has the others, it is a long
 * way.
 *
 * <p>Every statement names the user; another user's object is not found. A key that may use some
 * accounts only is never answered from what was kept for others.
 */
@NullMarked
package io.snshub.reading;

import org.jspecify.annotations.NullMarked;
