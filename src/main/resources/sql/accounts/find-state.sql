-- What a person was sent to a platform with.
select user_id, platform, redirect_uri, verifier, used_at, expires_at
  from oauth_state
 where hash = :hash
