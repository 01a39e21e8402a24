-- When the first token of each platform ends.
select platform, min(token_expires_at) as ends_at
  from account
 where status = 'connected'
   and token_expires_at is not null
 group by platform
 order by platform
