package io.snshub.publishing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A post as it is asked for.
 *
 * @param content 1–10 000 characters, not blank
 * @param platforms 1–9 platform names, none twice
 * @param mediaUrls pictures and videos by http(s) URL
 * @param mediaIds pictures and videos uploaded before, in place of URLs
 * @param scheduledAt when to publish, in the future; null for now
 * @param draft keep it until it is published or scheduled
 * @param onFailure {@code rollback} (default) or {@code keep}
 * @param accounts which account to use, by platform
 * @param overrides what a platform shows instead: {@code content}, {@code title} and the platform's
 *     own options
 */
public record PostRequest(
    @Nullable String content,
    @Nullable List<@Nullable String> platforms,
    @Nullable List<@Nullable String> mediaUrls,
    @Nullable List<@Nullable Long> mediaIds,
    @Nullable Instant scheduledAt,
    @Nullable Boolean draft,
    @Nullable String onFailure,
    @Nullable Map<String, Long> accounts,
    @Nullable Map<String, Map<String, Object>> overrides) {}
