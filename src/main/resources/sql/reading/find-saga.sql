-- One of a user's sagas.
select id, kind, subject, status, decision, reason, runs, failures, next_run_at, last_error,
       case
         when status = 'failed' and runs > 0 then 'given_up'
         when ended_at is null and failures >= 3 then 'failing'
         when ended_at is null and next_run_at < :late then 'overdue'
       end as stuck_reason,
       created_at, ended_at
  from saga
 where id = :id
   and user_id = :userId
