-- Accounts whose token is to be renewed now and is not being renewed, the most urgent first.
select id
  from account
 where status = 'connected'
   and refresh_at <= :now
   and (refreshing_until is null or refreshing_until < :now)
 order by refresh_at
 fetch first 20 rows only
