-- Lets a key end after its overlap and names the one that comes after it; only one that still counts,
-- only once, and never the operator's.
update api_key
   set rotated_to = :successor,
       expires_at = case when expires_at is null or expires_at > :until then :until else expires_at end
 where id = :id
   and revoked_at is null
   and rotated_to is null
   and slot is null
   and (expires_at is null or expires_at > :now)
