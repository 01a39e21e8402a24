-- Lets an account go and forgets its tokens.
update account
   set status = 'disconnected',
       access_token = '',
       refresh_token = null,
       token_expires_at = null,
       refresh_expires_at = null,
       ends_at = null,
       refresh_at = null,
       refreshing_until = null,
       problem = null,
       version = version + 1,
       updated_at = :now
 where id = :id
   and status <> 'disconnected'
