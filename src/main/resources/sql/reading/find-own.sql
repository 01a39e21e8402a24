-- A user's post, as far as a key may see it.
select p.id
  from post p
 where p.id = :id
   and p.user_id = :userId
   and (cast(:keyId as bigint) = 0
        or not exists (select 1
                         from target t
                        where t.post_id = p.id
                          and t.account_id not in (select account_id from api_key_account where key_id = :keyId)))
