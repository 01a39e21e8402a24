-- Targets that have old samples which nothing builds on.
select s.target_id
  from analytics_sample s
 where s.collected_at < :before
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
 order by s.collected_at
 fetch first :batch rows only
