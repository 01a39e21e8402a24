-- How many posts a user has in any state but deleted, counted up to a limit.
select count(*)
  from (select 1 as one
          from post_entry e
         where user_id = :userId
           and platform = :platform
           and listed = 1
           and created_at >= :from
           and created_at < :to
           and (cast(:keyId as bigint) = 0
                or not exists (select 1
                                 from target t
                                where t.post_id = e.post_id
                                  and t.account_id not in (select account_id from api_key_account where key_id = :keyId)))
         fetch first :limit rows only) as listed
