-- Notes that a post needs a medium, once.
insert into media_hold (media_id, post_id, created_at)
select id, cast(:postId as bigint), cast(:now as timestamp(6) with time zone)
  from media
 where id = :mediaId
   and not exists (select 1 from media_hold where media_id = :mediaId and post_id = :postId)
