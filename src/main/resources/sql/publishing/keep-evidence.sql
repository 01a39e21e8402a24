-- Keeps a late answer on its attempt.
update attempt
   set evidence = :evidence
 where target_id = :targetId
   and number = :number
