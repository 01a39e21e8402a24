-- Where a post stands and why.
select status, error_message
  from post
 where id = :id
