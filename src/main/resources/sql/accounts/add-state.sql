-- Keeps what a person is sent to a platform with.
insert into oauth_state (hash, user_id, platform, redirect_uri, verifier, expires_at, created_at)
values (:hash, :userId, :platform, :redirectUri, :verifier, :expiresAt, :now)
