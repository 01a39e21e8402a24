-- How many changes were noted.
select count(*)
  from audit_entry
 where cast(:userId as bigint) is null or user_id = :userId
