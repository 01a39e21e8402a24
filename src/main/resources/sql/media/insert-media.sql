-- Adds a medium whose file is in place.
insert into media (user_id, file_key, file_name, content_type, declared_type, size_bytes, width, height, duration_ms,
                   animated, sha256, alt_text, source_url, needed_at, created_at)
values (:userId, :fileKey, :fileName, :contentType, :declaredType, :sizeBytes, :width, :height, :durationMs,
        :animated, :sha256, :altText, :sourceUrl, :now, :now)
