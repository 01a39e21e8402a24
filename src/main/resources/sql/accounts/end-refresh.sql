-- Ends a refresh that brought no token.
update account
   set status = :status,
       problem = :problem,
       refreshing_until = null,
       version = version + 1,
       updated_at = :now
 where id = :id
