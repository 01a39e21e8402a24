-- Deletes a medium unless a post needs it.
delete from media
 where id = :id
   and not exists (select 1 from media_hold where media_id = :id)
