/**
 * Measures published posts: asks each platform what it counts, often while a post is young and ever
 * more seldom later, and keeps what it said as a time series.
 *
 * <p>Doors in: {@code direct:enlist-analytics}, {@code direct:record-analytics}, {@code
 * direct:clear-analytics}, {@code direct:show-analytics}. Doors used: {@code
 * direct:<platform>-metrics} and {@code direct:refresh-account}.
 *
 * <p>Owns the tables {@code analytics_entry} and {@code analytics_sample}.
 *
 * <p>Design decisions:
 *
 * <ul>
 *   <li>An entry is claimed by moving its next time ahead: a node that dies leaves it due again two
 *       minutes later. Measuring twice is harmless.
 *   <li>One thread claims and waits for its batch; the calls of a batch hold no thread.
 *   <li>A refused measurement never holds back a publication: what a platform says about calls that
 *       are used up counts for publishing only when it is about all calls of the account.
 *   <li>A sample is written only when a number has changed.
 * </ul>
 */
@NullMarked
package io.snshub.analytics;

import org.jspecify.annotations.NullMarked;
