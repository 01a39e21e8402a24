-- Forgets what a user gained from an hour or a day on.
delete from analytics_tally
 where user_id = :userId
   and span = :span
   and starts_at >= :startAt
