-- How many targets of a post go to accounts that a narrowed key may not use.
select count(*)
  from target
 where post_id = :postId
   and account_id not in (select account_id from api_key_account where key_id = :keyId)
