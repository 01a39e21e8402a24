-- Removes up to 1000 answers whose day is over.
delete from idempotency_key
 where (user_id, idem_key) in (
   select user_id, idem_key
     from idempotency_key
    where created_at < :before
    order by created_at
    fetch first 1000 rows only)
