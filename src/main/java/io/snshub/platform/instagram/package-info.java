/**
 * Instagram by the Graph API's containers.
 *
 * <p>Doors in: {@code direct:instagram-prepare}, {@code direct:instagram-publish}, {@code
 * direct:instagram-lookup}, {@code direct:instagram-retract}, {@code direct:instagram-refresh}.
 * Doors used: {@code direct:platform-call} and {@code direct:fetch-media}.
 */
@NullMarked
package io.snshub.platform.instagram;

import org.jspecify.annotations.NullMarked;
