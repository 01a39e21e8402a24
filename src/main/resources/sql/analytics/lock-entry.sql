-- What was measured of a published target last, unless somebody else has looked since; locked.
select metrics, collected_at, counted
  from analytics_entry
 where target_id = :targetId
   and looks = :looks
   for update
