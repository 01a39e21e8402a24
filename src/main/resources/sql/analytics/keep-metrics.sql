-- Stores what was measured, and when to measure again.
update analytics_entry
   set metrics = :metrics,
       collected_at = :now,
       next_at = :at,
       looks = looks + 1,
       failures = 0,
       problem = null
 where target_id = :targetId
