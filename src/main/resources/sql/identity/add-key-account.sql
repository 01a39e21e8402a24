-- Lets a narrowed key use one account.
insert into api_key_account (key_id, account_id, created_at)
values (:id, :accountId, :now)
