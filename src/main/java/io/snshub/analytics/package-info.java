/**
 * Measures published posts: asks each platform what it counts, often while a post is young and ever
 * more seldom later, and keeps what it said as a time series.
 *
 * <p>Doors in: {@code direct:enlist-analytics}, {@code direct:record-analytics}, {@code
 * direct:clear-analytics}, {@code direct:show-analytics}, {@code direct:show-analytics-summary},
 * {@code direct:show-analytics-timeseries}. Doors used: {@code direct:<platform>-metrics} and
 * {@code direct:refresh-account}.
 *
 * <p>Owns the tables {@code analytics_entry}, {@code analytics_sample}, {@code analytics_tally},
 * {@code analytics_post} and {@code analytics_quota}.
 *
 * <p>Design decisions:
 *
 * <ul>
 *   <li>An entry is claimed by moving its next time ahead: a node that dies leaves it due again two
 *       minutes later. Measuring twice is harmless.
 *   <li>One thread claims and waits for its batch; the calls of a batch hold no thread.
 *   <li>A refused measurement never holds back a publication: what a platform says about calls that
 *       are used up counts for publishing only when it is about all calls of the account.
 *   <li>A sample is written only when a number has changed. A number that a platform doesn't tell
 *       any more stays as it was told last.
 *   <li>What platforms count is counted from the beginning on and may fall. A gain is the
 *       difference to the sample before, below zero when a platform takes something back; so the
 *       gains of a post add up to what is known of it last, and summing up never reads a post.
 *   <li>Gains are added to their hour and day in the transaction that writes the sample, under the
 *       lock of the entry. What comes in after another look has been kept is dropped.
 *   <li>A gain belongs to the hour in which it was seen: an old post is looked at seldom, so what
 *       it gained over days stands in one hour.
 *   <li>A post that goes up is added to the tallies by the collector, many in one transaction: on
 *       its way up it must not wait for the one row that all posts of an account share.
 *   <li>A post that is deleted stays in the sums: it was up, and it was seen. One that was taken
 *       back because a platform refused it counts as if it had never been up.
 *   <li>Tallies are kept by account, so that a key for some accounts sees the sums of those. A post
 *       counts at the first of its targets only, wherever the others are.
 *   <li>Looks get a share of what an account may call, kept in a row; and none as long as the
 *       account or its platform is left alone.
 *   <li>Old samples go, sums stay. What can be made anew from samples is what they reach back to.
 * </ul>
 */
@NullMarked
package io.snshub.analytics;

import org.jspecify.annotations.NullMarked;
