-- What was gained on each platform: by whole days, and by hours where a day is not whole.
select platform, sum(posts) as posts, sum(publications) as publications, sum(impressions) as impressions, sum(reach) as reach,
       sum(views) as views, sum(likes) as likes, sum(comments) as comments, sum(shares) as shares, sum(saves) as saves,
       sum(clicks) as clicks, sum(watch_seconds) as watch_seconds
  from (select *
          from analytics_tally
         where user_id = :userId and span = 'hour' and starts_at >= :from and starts_at < :firstDay
        union all
        select *
          from analytics_tally
         where user_id = :userId and span = 'day' and starts_at >= :firstDay and starts_at < :lastDay
        union all
        select *
          from analytics_tally
         where user_id = :userId and span = 'hour' and starts_at >= :lastDay and starts_at < :to) t
 where (cast(:platform as varchar) is null or platform = :platform)
   and (cast(:keyId as bigint) = 0
        or account_id in (select account_id from api_key_account where key_id = :keyId))
 group by platform
 order by platform
