-- How many of a user's sagas a person should look at, counted up to a limit.
select count(*)
  from (select 1 as one
          from (select status
                  from saga
                 where user_id = :userId
                   and status = 'failed'
                   and runs > 0
                union all
                select status
                  from saga
                 where user_id = :userId
                   and status = 'in_progress'
                   and (failures >= 3 or next_run_at < :late)
                union all
                select status
                  from saga
                 where user_id = :userId
                   and status = 'compensating'
                   and (failures >= 3 or next_run_at < :late)
                union all
                select status
                  from saga
                 where user_id = :userId
                   and status = 'pending'
                   and next_run_at < :late) as stuck
         where (cast(:status as varchar) is null or status = :status)
         fetch first :limit rows only) as listed
