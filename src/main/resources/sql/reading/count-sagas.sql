-- How many sagas a user has.
select count(*)
  from saga
 where user_id = :userId
   and (cast(:status as varchar) is null or status = :status)
   and (cast(:stuck as boolean) is null
        or (status = 'failed' and runs > 0
            or ended_at is null and failures >= 3
            or ended_at is null and next_run_at is not null and next_run_at < :late) = :stuck)
