-- Stores a refreshed pair; without a new refresh token the old one stays.
update account
   set access_token = :accessToken,
       refresh_token = coalesce(:refreshToken, refresh_token),
       token_expires_at = :expiresAt,
       refreshing_until = null,
       problem = null,
       version = version + 1,
       updated_at = :now
 where id = :id
