-- How often a notice was tried.
select tries
  from notice
 where id = :id
