-- Keeps the first answer under a user's idempotency key; fails when there is one.
insert into idempotency_key (user_id, idem_key, method_path, body_hash, status, answer, created_at)
values (:user_id, :key, :method_path, :body_hash, :status, :answer, :now)
