-- Tells which posts need which media.
select media_id, post_id
  from media_hold
 where media_id in (:ids)
 order by media_id, post_id
 fetch first 1000 rows only
