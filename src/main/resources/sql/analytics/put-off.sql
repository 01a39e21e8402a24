-- Has published targets measured later; that is nobody's failure.
update analytics_entry
   set next_at = :at
 where target_id in (:ids)
