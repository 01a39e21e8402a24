-- How many looks were spent on accounts.
select account_id, starts_at, looks
  from analytics_quota
 where account_id in (:ids)
