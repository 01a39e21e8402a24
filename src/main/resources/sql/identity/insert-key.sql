-- A new key; fails on a hash or slot that is taken.
insert into api_key (user_id, name, prefix, key_hash, scopes, slot, expires_at, created_at)
values (:user_id, :name, :prefix, :hash, :scopes, :slot, :expires_at, :now)
