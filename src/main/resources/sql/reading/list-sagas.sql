-- A page of a user's sagas, newest first.
select id, kind, subject, status, decision, reason, runs, failures, next_run_at, created_at, ended_at
  from saga
 where user_id = :userId
   and (cast(:status as varchar) is null or status = :status)
 order by created_at desc, id
offset :offset rows
 fetch first :limit rows only
