-- One of a user's sagas.
select id, kind, subject, status, decision, reason, runs, failures, next_run_at, created_at, ended_at
  from saga
 where id = :id
   and user_id = :userId
