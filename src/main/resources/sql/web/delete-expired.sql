-- Removes some answers whose day is over.
delete from idempotency_key
 where (user_id, idem_key) in (
   select user_id, idem_key
     from idempotency_key
    where created_at < :before
    order by created_at
    fetch first :batch rows only)
