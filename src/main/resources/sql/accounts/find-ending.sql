-- Accounts that end soon and whose users were not told yet that it is this soon.
select id, ends_at
  from account
 where status = 'connected'
   and ((ends_at <= :day and warned <> 1) or (ends_at <= :week and warned = 0))
 order by ends_at
 fetch first 50 rows only
