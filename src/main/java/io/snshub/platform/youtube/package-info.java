/**
 * YouTube by the Data API v3 and its resumable uploads.
 *
 * <p>Doors in: {@code direct:youtube-prepare}, {@code direct:youtube-publish}, {@code
 * direct:youtube-lookup}, {@code direct:youtube-retract}, {@code direct:youtube-refresh}. Doors
 * used: {@code direct:platform-call} and {@code direct:fetch-media}.
 */
@NullMarked
package io.snshub.platform.youtube;

import org.jspecify.annotations.NullMarked;
