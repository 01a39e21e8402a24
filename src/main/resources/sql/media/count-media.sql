-- Counts a user's media.
select count(*) from media where user_id = :userId
