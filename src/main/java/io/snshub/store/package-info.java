/** The store room: SQL files by name. */
@NullMarked
package io.snshub.store;

import org.jspecify.annotations.NullMarked;
