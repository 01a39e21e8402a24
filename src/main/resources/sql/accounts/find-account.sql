-- One account with its sealed tokens.
select id, user_id, platform, remote_id, status, access_token, refresh_token
  from account
 where id = :id
