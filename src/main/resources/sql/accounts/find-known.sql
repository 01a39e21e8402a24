-- The account of a user that stands for a place, also one that was let go.
select id, status
  from account
 where user_id = :userId
   and platform = :platform
   and remote_id = :remoteId
