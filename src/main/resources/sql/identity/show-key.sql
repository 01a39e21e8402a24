-- One key as its owner sees it.
select id, user_id, name, prefix, scopes, expires_at, revoked_at, created_at,
       creates_per_minute, authorizations_per_minute, requests_per_minute, rotated_to, last_used_at, narrowed
  from api_key
 where id = :id
 fetch first 1 rows only
