-- Makes every held saga due at once: no other process can be on this database.
update saga
   set next_run_at = :now,
       lease_owner = null
 where lease_owner is not null
   and ended_at is null
