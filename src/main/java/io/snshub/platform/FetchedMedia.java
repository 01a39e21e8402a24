package io.snshub.platform;

import java.nio.file.Path;

/**
 * A medium on this machine. The file may be swept away a day after its last use; a fragment fetches
 * it again at each step instead of remembering the path.
 *
 * @param path the file
 * @param bytes its length
 * @param contentType what its origin said it is ({@code video/mp4})
 */
public record FetchedMedia(Path path, long bytes, String contentType) {}
