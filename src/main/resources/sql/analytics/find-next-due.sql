-- When the next entry is due.
select min(next_at) as next_at
  from analytics_entry
