-- Finds the post that was made from an origin.
select post_id, source
  from submission
 where user_id = :userId
   and origin = :origin
