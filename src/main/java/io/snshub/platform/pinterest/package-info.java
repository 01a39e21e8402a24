/**
 * Pinterest by its API v5. A post is one pin on a board.
 *
 * <p>Doors in: {@code direct:pinterest-prepare}, {@code direct:pinterest-publish}, {@code
 * direct:pinterest-lookup}, {@code direct:pinterest-retract}, {@code direct:pinterest-metrics},
 * {@code direct:pinterest-refresh}. Doors used: {@code direct:platform-call} and {@code
 * direct:fetch-media}.
 */
@NullMarked
package io.snshub.platform.pinterest;

import org.jspecify.annotations.NullMarked;
