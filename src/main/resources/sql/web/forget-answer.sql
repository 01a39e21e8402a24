-- Frees a user's idempotency key whose day is over.
delete from idempotency_key
 where user_id = :user_id and idem_key = :key and created_at < :before
