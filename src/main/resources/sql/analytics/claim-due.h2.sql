-- Takes due entries; nobody else gets them before the lease is over.
select target_id, post_id, platform, platform_post_id, user_id, account_id, looks, failures, created_at
  from final table (
    update analytics_entry
       set next_at = :until
     where next_at <= :now
       and target_id in (select target_id
                           from analytics_entry
                          where next_at <= :now
                          order by next_at
                          fetch first :batch rows only))
