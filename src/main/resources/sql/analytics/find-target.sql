-- Whose account a published target is on, and what it shows.
select account_id, content, status
  from target
 where id = :id
