-- A page of a user's posts in one state, newest first.
select post_id, created_at
  from post_entry e
 where user_id = :userId
   and platform = :platform
   and status = :status
   and created_at >= :from
   and created_at <= :until
   and (created_at < :until or post_id < :untilId)
   and (cast(:keyId as bigint) = 0
        or not exists (select 1
                         from target t
                        where t.post_id = e.post_id
                          and t.account_id not in (select account_id from api_key_account where key_id = :keyId)))
 order by user_id, platform, status, created_at desc, post_id desc
offset :offset rows
 fetch first :limit rows only
