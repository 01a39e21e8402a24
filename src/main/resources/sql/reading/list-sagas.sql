-- A page of a user's sagas, newest first.
select id, kind, subject, status, decision, reason, runs, failures, next_run_at, last_error,
       stuck_reason, created_at, ended_at
  from (select id, kind, subject, status, decision, reason, runs, failures, next_run_at, last_error,
               created_at, ended_at,
               case
                 when status = 'failed' and runs > 0 then 'given_up'
                 when ended_at is null and failures >= 3 then 'failing'
                 when ended_at is null and next_run_at < :late then 'overdue'
               end as stuck_reason
          from saga
         where user_id = :userId) as own
 where (cast(:status as varchar) is null or status = :status)
   and (cast(:stuck as boolean) is null or (stuck_reason is not null) = :stuck)
 order by created_at desc, id
offset :offset rows
 fetch first :limit rows only
