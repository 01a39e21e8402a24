-- Published targets that the tallies don't hold yet, locked.
select target_id, post_id, user_id, account_id, platform, counted, leads, metrics, created_at
  from analytics_entry
 where counted = false
 order by target_id
 fetch first :batch rows only
   for update
