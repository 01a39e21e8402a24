-- Takes due sagas for a node; each claim raises the fence.
select id, kind, subject, door, decision, fence, failures, due_at
  from final table (
    update saga
       set due_at = next_run_at,
           next_run_at = :until,
           lease_until = :until,
           lease_owner = :node,
           fence = fence + 1,
           runs = runs + 1,
           status = case when status = 'pending' then 'in_progress' else status end,
           updated_at = :now
     where next_run_at <= :now
       and id in (select id
                    from saga
                   where next_run_at <= :now
                   order by next_run_at
                   fetch first :batch rows only))
