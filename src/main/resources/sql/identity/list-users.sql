-- A page of all users, oldest first.
select id, name, admin, created_at
  from hub_user
 order by id
 offset :offset rows fetch first :limit rows only
