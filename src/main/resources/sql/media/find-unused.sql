-- Finds media that no post has needed for long, oldest first.
select id, file_key
  from media
 where needed_at < :before
   and not exists (select 1 from media_hold where media_id = media.id)
 order by needed_at
 fetch first :batch rows only
