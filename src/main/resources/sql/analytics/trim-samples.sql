-- Removes old samples of some targets, but for the newest of them where a later one still builds on it.
delete from analytics_sample s
 where s.target_id in (:ids)
   and s.collected_at < :before
   and (exists (select 1
                  from analytics_sample n
                 where n.target_id = s.target_id
                   and n.collected_at > s.collected_at
                   and n.collected_at < :before)
        or not exists (select 1
                         from analytics_sample n
                        where n.target_id = s.target_id
                          and n.collected_at >= :before)
           and not exists (select 1
                             from analytics_entry e
                            where e.target_id = s.target_id
                              and e.next_at is not null))
