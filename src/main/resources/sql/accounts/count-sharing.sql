-- How many other accounts may live on the same consent.
select count(*)
  from account
 where id <> :id
   and platform in (:platforms)
   and status = 'connected'
   and (user_id = :userId or remote_id = :remoteId)
