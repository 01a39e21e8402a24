-- How many events of a type follow a sequence number, counted up to a limit.
select count(*)
  from (select 1 as one
          from event
         where user_id = :userId
           and type = :type
           and id > :after
         fetch first :limit rows only) as listed
