-- What was measured of a user's own post; one row without a platform when nothing was.
select p.id as post_id, e.platform, e.metrics, e.collected_at, e.problem
  from post p
  left join analytics_entry e on e.post_id = p.id
 where p.id = :id
   and p.user_id = :userId
   and (cast(:keyId as bigint) = 0
        or not exists (select 1
                         from target t
                        where t.post_id = p.id
                          and t.account_id not in (select account_id from api_key_account where key_id = :keyId)))
 order by e.platform
