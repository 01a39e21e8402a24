-- When the open attempt's intent was committed.
select created_at
  from attempt
 where target_id = :targetId
   and open_flag = 1
