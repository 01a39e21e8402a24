-- Says why nothing was measured, and when to try again; never again when that is null.
update analytics_entry
   set next_at = :at,
       failures = failures + 1,
       problem = :problem
 where target_id = :targetId
