-- Keeps a late answer on the newest attempt.
update attempt
   set evidence = :evidence
 where target_id = :targetId
   and number = (select max(a.number) from attempt a where a.target_id = :targetId)
