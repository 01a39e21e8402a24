-- Decides and ends a saga under its fence, if no step has a completion to call first.
update saga
   set decision = 'complete',
       status = 'completed',
       failures = 0,
       last_error = null,
       next_run_at = null,
       lease_owner = null,
       lease_until = null,
       ended_at = :now,
       updated_at = :now
 where id = :id
   and fence = :fence
   and ended_at is null
   and (decision is null or decision = 'complete')
   and not exists (select 1
                     from saga_step
                    where saga_id = :id
                      and status = 'enlisted'
                      and completion is not null)
