-- Another target that is this very post of the platform.
select 1
  from target
 where platform = :platform
   and platform_post_id = :platformPostId
   and id <> :id
 fetch first 1 row only
