-- Puts another key in the operator's slot; of several nodes doing so at once each ends with the same row.
update api_key
   set key_hash = :hash, prefix = :prefix, revoked_at = null, expires_at = null, created_at = :now
 where slot = 'bootstrap' and key_hash <> :hash
