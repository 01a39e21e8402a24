/**
 * Documents that were read before: in memory, and behind it whatever the loader reads.
 *
 * <p>Doors in: {@link io.snshub.cache.Shelves}.
 */
@NullMarked
package io.snshub.cache;

import org.jspecify.annotations.NullMarked;
