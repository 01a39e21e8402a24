-- When the next saga is due; null when none waits.
select min(next_run_at) as next_run_at
  from saga
