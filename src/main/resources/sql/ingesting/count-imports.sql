-- How many imports a user has.
select count(*) from import_file where user_id = :userId
