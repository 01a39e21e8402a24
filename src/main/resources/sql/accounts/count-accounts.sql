-- How many accounts of a user there are.
select count(*)
  from account
 where user_id = :userId
   and status <> 'disconnected'
   and (cast(:platform as varchar(32)) is null or platform = :platform)
   and (cast(:status as varchar(16)) is null or status = :status)
