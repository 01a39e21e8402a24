-- Another target that is this very post of the platform; some platforms go by two names.
select 1
  from target
 where platform in (:platforms)
   and platform_post_id = :platformPostId
   and id <> :id
 fetch first 1 row only
