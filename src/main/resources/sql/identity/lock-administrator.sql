-- Lets one transaction at a time decide which administrators' keys may go.
select id from hub_user where id = 1 for update
