-- Takes due entries; nobody else gets them before the lease is over.
update analytics_entry
   set next_at = :until
 where target_id in (select target_id
                       from analytics_entry
                      where next_at <= :now
                      order by next_at
                      fetch first :batch rows only
                        for update skip locked)
returning target_id, post_id, platform, platform_post_id, user_id, account_id, looks, failures, created_at
