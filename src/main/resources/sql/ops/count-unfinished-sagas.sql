-- How many sagas of each status are still to go on; read from the queue's index.
select status, count(*) as sagas
  from saga
 where next_run_at is not null
 group by status
