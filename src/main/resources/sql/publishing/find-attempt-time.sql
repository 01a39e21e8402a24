-- When the newest attempt with a verdict was begun.
select max(created_at) as created_at
  from attempt
 where target_id = :targetId
   and verdict = :verdict
