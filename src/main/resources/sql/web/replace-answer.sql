-- Puts the final answer in place of the one that was kept when the work began.
update idempotency_key
   set status = :status, answer = :answer
 where user_id = :user_id and idem_key = :key and body_hash = :body_hash
