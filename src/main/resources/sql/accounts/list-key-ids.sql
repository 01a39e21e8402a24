-- The ids of all keys that something of an account is sealed with.
select substring(access_token from 4 for 8) as key_id from account where access_token <> ''
union
select substring(refresh_token from 4 for 8) from account where refresh_token is not null
union
select substring(content from 4 for 8) from pending_connection where expires_at > :now
