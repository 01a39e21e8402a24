-- Notes one change.
insert into audit_entry (user_id, action, subject, actor_id, actor_key_id, address, trace_id, detail, created_at)
values (:userId, :action, :subject, :actorId, :actorKeyId, :address, :traceId, :detail, :now)
