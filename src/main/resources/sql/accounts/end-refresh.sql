-- Ends a refresh that brought no token, and says when to try again.
update account
   set status = :status,
       problem = :problem,
       refreshing_until = null,
       refresh_at = :refreshAt,
       refresh_failures = refresh_failures + 1,
       version = version + 1,
       updated_at = :now
 where id = :id
   and connections = :connections
   and status = 'connected'
