-- One key as its owner sees it.
select id, user_id, name, prefix, scopes, expires_at, revoked_at, created_at
  from api_key
 where id = :id
 fetch first 1 rows only
