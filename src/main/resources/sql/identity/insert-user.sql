-- A new tenant.
insert into hub_user (name, admin, created_at) values (:name, false, :now)
