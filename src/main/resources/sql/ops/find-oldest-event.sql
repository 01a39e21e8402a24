-- Since when the oldest event waits; no row when none does.
select created_at as since
  from outbox
 order by id
 fetch first 1 row only
