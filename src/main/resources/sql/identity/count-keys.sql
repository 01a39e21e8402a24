-- How many keys one user has.
select count(*) from api_key where user_id = :user_id
