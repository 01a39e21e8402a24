-- One saga as its driver sees it.
select id, kind, subject, door, decision, fence, failures, coalesce(due_at, created_at) as due_at
  from saga
 where id = :id
