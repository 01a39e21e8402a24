-- How many users there are.
select count(*) from hub_user
