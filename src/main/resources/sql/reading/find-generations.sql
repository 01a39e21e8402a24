-- How often the lists of users have changed.
select user_id, generation
  from post_generation
 where user_id in (:users)
