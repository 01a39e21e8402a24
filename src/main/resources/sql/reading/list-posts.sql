-- A page of a user's posts, newest first; deleted ones only when asked for.
select p.id, p.user_id, p.content, p.request, p.status, p.on_failure, p.saga_id, p.error_message, p.version,
       p.scheduled_at, p.published_at, p.created_at
  from post p
 where p.user_id = :userId
   and (cast(:keyId as bigint) = 0
        or not exists (select 1
                         from target t
                        where t.post_id = p.id
                          and t.account_id not in (select account_id from api_key_account where key_id = :keyId)))
   and p.id < :before
   and (cast(:status as varchar) is null and p.status <> 'deleted' or p.status = :status)
   and (cast(:platform as varchar) is null
        or exists (select 1 from target t where t.post_id = p.id and t.platform = :platform))
   and (cast(:from as timestamp with time zone) is null or p.created_at >= :from)
   and (cast(:to as timestamp with time zone) is null or p.created_at < :to)
   and (cast(:q as varchar) is null or lower(p.content) like :q escape '!')
 order by p.id desc
offset :offset rows
 fetch first :limit rows only
