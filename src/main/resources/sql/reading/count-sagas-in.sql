-- How many sagas a user has in one state, counted up to a limit.
select count(*)
  from (select 1 as one
          from saga
         where user_id = :userId
           and status = :status
           and (cast(:stuck as boolean) is null
                or (status = 'failed' and runs > 0
                    or ended_at is null and failures >= 3
                    or ended_at is null and next_run_at is not null and next_run_at < :late) = :stuck)
         fetch first :limit rows only) as listed
