-- Until when an account rests, if it was ever asked to.
select rests_until, rest_scope
  from account
 where id = :id
   and rests_until is not null
