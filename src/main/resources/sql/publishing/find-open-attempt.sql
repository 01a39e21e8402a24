-- The open attempt: its number, and when its intent was committed.
select number, created_at
  from attempt
 where target_id = :targetId
   and open_flag = 1
