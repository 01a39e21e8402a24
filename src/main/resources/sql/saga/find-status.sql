-- Where a saga stands.
select status
  from saga
 where id = :id
