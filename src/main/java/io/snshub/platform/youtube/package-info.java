/**
 * YouTube by the Data API v3 and its resumable uploads, under two names: {@code youtube} and {@code
 * youtube_shorts}.
 *
 * <p>Doors in, for each name: {@code direct:<name>-prepare}, {@code -publish}, {@code -lookup},
 * {@code -retract}, {@code -metrics}, {@code -refresh}. Doors used: {@code direct:platform-call}
 * and {@code direct:fetch-media}.
 *
 * <p>Design decisions:
 *
 * <ul>
 *   <li>Shorts have no API of their own: a Short is a video that YouTube itself classes so by its
 *       picture and length, and no field of the request says it. Both names are therefore two
 *       profiles over one wire, in one folder, and their doors are made from the same templates.
 *       They differ in what a file may be (square or upright, at most 180 seconds; YouTube would
 *       take any other as an ordinary video, so it is refused here) and in the address that is
 *       shown. {@code #Shorts} is not added: it decides nothing.
 *   <li>A video exists with the last byte of its upload. Preparing sends all but the last piece, so
 *       that an aborted post leaves nothing on the channel; publishing is that last piece.
 *   <li>A published video is not waited for: YouTube works on it for minutes or hours, and says
 *       with the last byte only that it came. What came to nothing after that is told by the
 *       measurement, and by a look-up.
 *   <li>One post may go to a channel twice, as a video and as a Short, with the same words. When an
 *       upload session is gone, the name of the file (the {@code Slug}, seen only by the owner)
 *       tells whose a video is; without it length, words and time must agree.
 *   <li>Of the words about a video only the title is made up when none is given, from the text's
 *       first line: YouTube asks for one.
 *   <li>No option sets a thumbnail or a playlist. Each is another call after the video is up; if it
 *       were lost, the post would be published and not what was asked for, and nothing in a target
 *       could say so.
 *   <li>A report of the Analytics API adds shares and watch time where the account has granted it.
 *       Its quota is its own, so that its refusals rest nobody's uploads.
 * </ul>
 */
@NullMarked
package io.snshub.platform.youtube;

import org.jspecify.annotations.NullMarked;
