-- When the next token is to be renewed.
select min(refresh_at) as next_due
  from account
 where status = 'connected'
