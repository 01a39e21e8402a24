-- How many sagas a user has.
select count(*)
  from saga
 where user_id = :userId
   and (cast(:status as varchar) is null or status = :status)
