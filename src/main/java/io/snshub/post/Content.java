package io.snshub.post;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one target is to show, overrides already applied.
 *
 * @param text the text, 1–10 000 characters
 * @param title a title for platforms that have one, or null
 * @param media pictures and videos in order, possibly empty
 * @param options further first-class options of the platform ({@code overrides} of the request)
 */
public record Content(
    String text, @Nullable String title, List<Media> media, Map<String, Object> options) {}
