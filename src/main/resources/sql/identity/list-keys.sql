-- A page of one user's keys, newest first.
select id, user_id, name, prefix, scopes, expires_at, revoked_at, created_at,
       creates_per_minute, authorizations_per_minute, requests_per_minute, rotated_to, last_used_at, narrowed
  from api_key
 where user_id = :user_id
 order by id desc
 offset :offset rows fetch first :limit rows only
