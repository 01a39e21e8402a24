-- Puts the same tokens back under another seal, unless they were changed meanwhile.
update account
   set access_token = :accessToken,
       refresh_token = :refreshToken
 where id = :id
   and access_token = :oldAccess
   and (refresh_token = :oldRefresh or (refresh_token is null and cast(:oldRefresh as varchar(8000)) is null))
