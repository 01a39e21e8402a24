-- Connects an account anew: it keeps its id and all that was done with it.
update account
   set kind = :kind,
       name = :name,
       status = 'connected',
       scopes = :scopes,
       access_token = :accessToken,
       refresh_token = :refreshToken,
       token_expires_at = :expiresAt,
       refresh_expires_at = :refreshExpiresAt,
       ends_at = :endsAt,
       refresh_at = :refreshAt,
       refresh_failures = 0,
       refreshing_until = null,
       warned = 0,
       problem = null,
       connections = connections + 1,
       version = version + 1,
       updated_at = :now
 where id = :id
