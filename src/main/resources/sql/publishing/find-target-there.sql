-- Tells whether a target is still there: it may have been removed from its post.
select 1
  from target
 where id = :id
