-- One of a user's posts.
select p.id, p.user_id, p.content, p.request, p.status, p.on_failure, p.saga_id, p.error_message, p.version,
       p.scheduled_at, p.published_at, p.created_at
  from post p
 where p.id = :id
   and p.user_id = :userId
   and (cast(:keyId as bigint) = 0
        or not exists (select 1
                         from target t
                        where t.post_id = p.id
                          and t.account_id not in (select account_id from api_key_account where key_id = :keyId)))
