package io.snshub.platform.youtube;

import io.snshub.platform.Sighting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the pages of a channel's uploads that were read so far have shown.
 *
 * @param same ids of videos with the same words since the attempt
 * @param alike ids of such videos dated before it
 * @param next the token to read on with, empty for the first page, or null when read far enough
 * @param pages how many were read
 * @param broken why reading had to stop, or null
 */
record YoutubeSearch(
    List<String> same,
    List<String> alike,
    @Nullable String next,
    int pages,
    @Nullable Sighting broken) {
  static final YoutubeSearch NEW = new YoutubeSearch(List.of(), List.of(), "", 0, null);
}
