-- Adds an account unless the user has it.
insert into account (user_id, platform, remote_id, name, status, access_token, refresh_token, version, created_at, updated_at)
values (:userId, :platform, :remoteId, :name, 'connected', :accessToken, :refreshToken, 1, :now, :now)
on conflict do nothing
