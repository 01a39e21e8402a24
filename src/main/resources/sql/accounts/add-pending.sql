-- Keeps what was allowed until a place is chosen.
insert into pending_connection (hash, user_id, platform, content, expires_at, created_at)
values (:hash, :userId, :platform, :content, :expiresAt, :now)
