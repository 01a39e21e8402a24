-- Of the newest posts of a time, those that people engaged with most.
select m.post_id, m.published_at, m.impressions, m.engagements, m.reach, p.status
  from (select n.post_id, n.published_at, n.impressions, n.engagements, n.reach
          from (select a.post_id, a.published_at, a.impressions, a.engagements, a.reach
                  from analytics_post a
                 where a.user_id = :userId
                   and a.platform = :platform
                   and a.published_at >= :from
                   and a.published_at < :to
                   and (cast(:keyId as bigint) = 0
                        or not exists (select 1
                                         from target t
                                        where t.post_id = a.post_id
                                          and t.account_id not in
                                              (select account_id from api_key_account where key_id = :keyId)))
                 order by a.published_at desc, a.post_id desc
                 fetch first :batch rows only) n
         order by n.engagements desc, n.impressions desc, n.post_id desc
         fetch first :limit rows only) m
  join post p on p.id = m.post_id
 order by m.engagements desc, m.impressions desc, m.post_id desc
