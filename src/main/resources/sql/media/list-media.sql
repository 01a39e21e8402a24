-- Shows a page of a user's media, newest first.
select id, user_id, file_key, file_name, content_type, declared_type, size_bytes, width, height, duration_ms,
       animated, sha256, alt_text, source_url, needed_at, created_at
  from media
 where user_id = :userId
 order by id desc
offset :offset rows
 fetch first :limit rows only
