-- Reserves none: here an insert that returns its number costs no round trip.
select id
  from post
 where id < 0
 fetch first :many rows only
