/** TikTok by the Content Posting API v2 and the Display API v2. */
@NullMarked
package io.snshub.platform.tiktok;

import org.jspecify.annotations.NullMarked;
