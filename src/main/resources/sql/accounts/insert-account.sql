-- Adds a connected account unless the user has it.
insert into account (user_id, platform, kind, remote_id, name, status, scopes, access_token, refresh_token,
                     token_expires_at, refresh_expires_at, ends_at, refresh_at, version, created_at, updated_at)
values (:userId, :platform, :kind, :remoteId, :name, 'connected', :scopes, :accessToken, :refreshToken,
        :expiresAt, :refreshExpiresAt, :endsAt, :refreshAt, 1, :now, :now)
on conflict do nothing
