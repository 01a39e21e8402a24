-- A new key; fails on a hash or slot that is taken.
insert into api_key (user_id, name, prefix, key_hash, scopes, creates_per_minute, authorizations_per_minute,
                     requests_per_minute, narrowed, slot, expires_at, created_at)
values (:user_id, :name, :prefix, :hash, :scopes, :creates, :authorizations, :requests, :narrowed,
        :slot, :expires_at, :now)
