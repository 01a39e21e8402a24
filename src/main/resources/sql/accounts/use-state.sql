-- Uses a state up; of several that try one wins.
update oauth_state
   set used_at = :now,
       verifier = null
 where hash = :hash
   and used_at is null
