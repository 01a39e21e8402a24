-- The accounts that narrowed keys may use.
select key_id, account_id
  from api_key_account
 where key_id in (:ids)
 order by key_id, account_id
