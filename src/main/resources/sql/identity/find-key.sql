-- The key with this hash and its user, whatever its state: at most one row.
select k.id, k.user_id, u.name, u.admin, k.key_hash, k.scopes, k.expires_at, k.revoked_at,
       k.creates_per_minute, k.authorizations_per_minute, k.requests_per_minute, k.narrowed
  from api_key k
  join hub_user u on u.id = k.user_id
 where k.key_hash = :hash
 fetch first 1 rows only
