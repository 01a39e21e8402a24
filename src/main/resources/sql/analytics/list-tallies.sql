-- What was gained in each hour or day.
select starts_at, sum(posts) as posts, sum(publications) as publications, sum(impressions) as impressions, sum(reach) as reach,
       sum(views) as views, sum(likes) as likes, sum(comments) as comments, sum(shares) as shares, sum(saves) as saves,
       sum(clicks) as clicks, sum(watch_seconds) as watch_seconds
  from analytics_tally
 where user_id = :userId
   and span = :span
   and starts_at >= :from
   and starts_at < :to
   and (cast(:platform as varchar) is null or platform = :platform)
   and (cast(:keyId as bigint) = 0
        or account_id in (select account_id from api_key_account where key_id = :keyId))
 group by starts_at
 order by starts_at
