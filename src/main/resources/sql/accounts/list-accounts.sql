-- A page of a user's accounts, oldest first.
select id, user_id, platform, kind, remote_id, name, status, access_token, refresh_token, token_expires_at,
       refresh_expires_at, ends_at, refresh_at, refresh_failures, scopes, connections, problem, created_at, updated_at
  from account
 where user_id = :userId
   and status <> 'disconnected'
   and (cast(:platform as varchar(32)) is null or platform = :platform)
   and (cast(:status as varchar(16)) is null or status = :status)
 order by id
offset :offset rows fetch first :limit rows only
