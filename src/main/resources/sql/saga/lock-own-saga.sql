-- Locks a user's saga and tells where it stands.
select status, runs, lease_owner
  from saga
 where id = :id
   and user_id = :userId
   for update
