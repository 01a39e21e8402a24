-- Revokes a key once; a second time changes nothing.
update api_key
   set revoked_at = :now
 where id = :id and revoked_at is null
