-- A page of a user's sagas that a person should look at, newest first; a look into each state.
select id, kind, subject, status, decision, reason, runs, failures, next_run_at, last_error,
       case
         when status = 'failed' and runs > 0 then 'given_up'
         when ended_at is null and failures >= 3 then 'failing'
         when ended_at is null and next_run_at < :late then 'overdue'
       end as stuck_reason,
       created_at, ended_at
  from (select id, kind, subject, status, decision, reason, runs, failures, next_run_at, last_error, created_at, ended_at
          from saga
         where user_id = :userId
           and status = 'failed'
           and runs > 0
        union all
        select id, kind, subject, status, decision, reason, runs, failures, next_run_at, last_error, created_at, ended_at
          from saga
         where user_id = :userId
           and status = 'in_progress'
           and (failures >= 3 or next_run_at < :late)
        union all
        select id, kind, subject, status, decision, reason, runs, failures, next_run_at, last_error, created_at, ended_at
          from saga
         where user_id = :userId
           and status = 'compensating'
           and (failures >= 3 or next_run_at < :late)
        union all
        select id, kind, subject, status, decision, reason, runs, failures, next_run_at, last_error, created_at, ended_at
          from saga
         where user_id = :userId
           and status = 'pending'
           and next_run_at < :late) as stuck
 where (cast(:status as varchar) is null or status = :status)
   and created_at <= :until
   and (created_at < :until or id > :untilId)
 order by created_at desc, id
offset :offset rows
 fetch first :limit rows only
