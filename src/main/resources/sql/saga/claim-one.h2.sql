-- Takes one saga for a node.
select id, kind, subject, door, decision, fence, failures, due_at
  from final table (
    update saga
       set due_at = next_run_at,
           next_run_at = :until,
           lease_until = :until,
           lease_owner = :node,
           fence = fence + 1,
           runs = runs + 1,
           status = 'in_progress',
           updated_at = :now
     where id = :id)
