/**
 * Measures published posts. For now it keeps which ones are to be measured.
 *
 * <p>Doors in: {@code direct:enlist-analytics}, {@code direct:record-analytics}, {@code
 * direct:clear-analytics}.
 *
 * <p>Owns the table {@code analytics_entry}.
 */
@NullMarked
package io.snshub.analytics;

import org.jspecify.annotations.NullMarked;
