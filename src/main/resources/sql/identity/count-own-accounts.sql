-- How many of these accounts are a user's.
select count(*) from account where user_id = :userId and id in (:ids)
