-- The saga of a user's own post.
select saga_id
  from post
 where id = :id
   and user_id = :userId
