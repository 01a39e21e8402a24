/**
 * X (Twitter) by its API v2.
 *
 * <p>Doors in: {@code direct:twitter-prepare}, {@code direct:twitter-publish}, {@code
 * direct:twitter-lookup}, {@code direct:twitter-retract}, {@code direct:twitter-refresh}. Doors
 * used: {@code direct:platform-call} and {@code direct:fetch-media}.
 */
@NullMarked
package io.snshub.platform.twitter;

import org.jspecify.annotations.NullMarked;
