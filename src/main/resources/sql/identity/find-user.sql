-- One user.
select id, name, admin, created_at from hub_user where id = :id fetch first 1 rows only
