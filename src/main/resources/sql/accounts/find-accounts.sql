-- Several accounts with their sealed tokens.
select id, user_id, platform, kind, remote_id, name, status, access_token, refresh_token, token_expires_at,
       refresh_expires_at, ends_at, refresh_at, refresh_failures, scopes, connections, problem, created_at, updated_at
  from account
 where id in (:ids)
