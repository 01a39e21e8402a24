-- A page of a user's sagas in one state, newest first.
select id, kind, subject, status, decision, reason, runs, failures, next_run_at, last_error,
       case
         when status = 'failed' and runs > 0 then 'given_up'
         when ended_at is null and failures >= 3 then 'failing'
         when ended_at is null and next_run_at < :late then 'overdue'
       end as stuck_reason,
       created_at, ended_at
  from saga
 where user_id = :userId
   and status = :status
   and created_at <= :until
   and (created_at < :until or id > :untilId)
   and (cast(:stuck as boolean) is null
        or (status = 'failed' and runs > 0
            or ended_at is null and failures >= 3
            or ended_at is null and next_run_at is not null and next_run_at < :late) = :stuck)
 order by user_id, status, created_at desc, id
offset :offset rows
 fetch first :limit rows only
