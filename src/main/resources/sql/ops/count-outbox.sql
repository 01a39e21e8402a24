-- How many events wait.
select count(*)
  from outbox
