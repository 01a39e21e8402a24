-- How many keys with which an administrator can do everything stay when one is gone.
select count(*)
  from api_key k
  join hub_user u on u.id = k.user_id
 where u.admin
   and k.scopes = 'admin'
   and k.id <> :id
   and k.revoked_at is null
   and k.rotated_to is null
   and (k.expires_at is null or k.expires_at > :now)
