-- One target with what it needs to know of its post.
select t.id, t.post_id, p.user_id, t.platform, t.account_id, t.status, t.content, t.handle, t.platform_post_id,
       t.attempts, t.failures, t.looks, t.next_attempt_at, t.deadline_at, t.error_message, t.version,
       p.on_failure, p.decision, coalesce(p.scheduled_at, p.created_at) as due_at,
       p.saga_id, coalesce(s.fence, 0) as fence
  from target t
  join post p on p.id = t.post_id
  left join saga s on s.id = p.saga_id
 where t.id = :id
