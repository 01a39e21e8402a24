-- What was measured of a user's own post; one row without a platform when nothing was.
select p.id as post_id, e.platform, e.metrics, e.collected_at, e.problem
  from post p
  left join analytics_entry e on e.post_id = p.id
 where p.id = :id
   and p.user_id = :userId
 order by e.platform
