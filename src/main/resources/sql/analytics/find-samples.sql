-- What was measured of some published targets, in order.
select target_id, collected_at, metrics
  from analytics_sample
 where target_id in (:ids)
 order by target_id, collected_at
