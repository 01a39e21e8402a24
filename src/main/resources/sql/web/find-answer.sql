-- The answer kept under a user's idempotency key, if any and not older than the given time.
select method_path, body_hash, status, answer
  from idempotency_key
 where user_id = :user_id and idem_key = :key and created_at >= :since
 fetch first 1 rows only
