/**
 * Facebook Pages by the Graph API.
 *
 * <p>Doors in: {@code direct:facebook-prepare}, {@code direct:facebook-publish}, {@code
 * direct:facebook-lookup}, {@code direct:facebook-retract}, {@code direct:facebook-metrics}, {@code
 * direct:facebook-refresh}. Doors used: {@code direct:platform-call} and {@code
 * direct:fetch-media}.
 */
@NullMarked
package io.snshub.platform.facebook;

import org.jspecify.annotations.NullMarked;
