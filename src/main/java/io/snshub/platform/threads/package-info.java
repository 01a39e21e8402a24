/** Threads by its Graph API: containers, then publish. */
@NullMarked
package io.snshub.platform.threads;

import org.jspecify.annotations.NullMarked;
