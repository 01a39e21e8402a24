/**
 * LinkedIn by its versioned Posts API.
 *
 * <p>Doors in: {@code direct:linkedin-prepare}, {@code direct:linkedin-publish}, {@code
 * direct:linkedin-lookup}, {@code direct:linkedin-retract}, {@code direct:linkedin-metrics}, {@code
 * direct:linkedin-refresh}. Doors used: {@code direct:platform-call} and {@code
 * direct:fetch-media}.
 *
 * <p>Design decisions:
 *
 * <ul>
 *   <li>The version of the API is stamped on a request by one route, {@code linkedin-call}; uploads
 *       go past it, for their host knows no versions.
 *   <li>A text without media needs no preparation at LinkedIn, so it is ready at once. There is no
 *       handle to look it up by: it is found again by what people see of it, and media posts by
 *       their media, each of which belongs to one upload.
 *   <li>LinkedIn would name an earlier equal post when a post is sent once more. That isn't used as
 *       a probe: when there was none, it would make one.
 *   <li>A member's token can't ask whether its picture is ready, nor read the member's posts. The
 *       first is waited for, the second is left to a person.
 *   <li>An author is a page or a member by its URN; a bare number is a page.
 *   <li>The sandbox's routes keep a body as bytes, also that of a form: Rest.li sends long queries
 *       in the body of a POST, and how a list was encoded decides whether it is understood.
 *   <li>In the sandbox the oldest living version is fixed, so that nothing stops working on a date;
 *       a switch lets versions end by its clock.
 * </ul>
 */
@NullMarked
package io.snshub.platform.linkedin;

import org.jspecify.annotations.NullMarked;
