-- When the saga that comes first should go on; no row when none waits.
select next_run_at as since
  from saga
 where next_run_at is not null
 order by next_run_at
 fetch first 1 row only
