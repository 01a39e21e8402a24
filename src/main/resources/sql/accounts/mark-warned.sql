-- Notes that a user was told how soon an account ends; one teller wins.
update account
   set warned = :days
 where id = :id
   and status = 'connected'
   and ends_at = :endsAt
   and warned <> :days
