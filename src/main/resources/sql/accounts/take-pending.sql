-- Takes what was allowed out of keeping; of several that try one wins.
delete from pending_connection
 where hash = :hash
