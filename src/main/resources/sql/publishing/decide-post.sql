-- Decides a locked post.
update post
   set decision = :decision
 where id = :id
