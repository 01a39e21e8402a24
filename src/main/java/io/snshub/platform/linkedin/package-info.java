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
 *   <li>The sandbox's routes keep a body as bytes, also that of a form: Rest.li sends long queries
 *       in the body of a POST, and how a list was encoded decides whether it is understood.
 * </ul>
 */
@NullMarked
package io.snshub.platform.linkedin;

import org.jspecify.annotations.NullMarked;
