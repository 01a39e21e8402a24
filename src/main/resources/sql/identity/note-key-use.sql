-- Notes when a key was last used; an older time changes nothing.
update api_key
   set last_used_at = :at
 where id = :id
   and (last_used_at is null or last_used_at < :at)
