-- A page of what was changed, newest first.
select id, user_id, action, subject, actor_id, actor_key_id, address, trace_id, detail, created_at
  from audit_entry
 where cast(:userId as bigint) is null or user_id = :userId
 order by id desc
 offset :offset rows fetch first :limit rows only
