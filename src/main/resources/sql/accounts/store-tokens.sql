-- Stores a refreshed pair unless the account was connected anew or let go meanwhile; without a new refresh token the old one stays.
update account
   set access_token = :accessToken,
       refresh_token = coalesce(:refreshToken, refresh_token),
       token_expires_at = :expiresAt,
       refresh_expires_at = :refreshExpiresAt,
       ends_at = :endsAt,
       refresh_at = :refreshAt,
       refresh_failures = 0,
       refreshing_until = null,
       warned = 0,
       status = 'connected',
       problem = null,
       version = version + 1,
       updated_at = :now
 where id = :id
   and connections = :connections
   and status <> 'disconnected'
