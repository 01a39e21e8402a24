-- Accounts whose tokens are sealed with another key than this one.
select id, access_token, refresh_token
  from account
 where (access_token <> '' and access_token not like :prefix)
    or (refresh_token is not null and refresh_token not like :prefix)
 order by id
 fetch first 50 rows only
