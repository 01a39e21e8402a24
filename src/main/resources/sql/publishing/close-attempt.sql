-- Closes the open attempt with its verdict.
update attempt
   set open_flag = null,
       verdict = :verdict,
       evidence = coalesce(:evidence, evidence),
       ended_at = :now
 where target_id = :targetId
   and open_flag = 1
