-- Begins an hour or a day at zero, unless it has begun.
insert into analytics_tally (user_id, span, starts_at, platform, account_id, posts, publications, impressions, reach, views,
                             likes, comments, shares, saves, clicks, watch_seconds, created_at)
values (:userId, :span, :startAt, :platform, :accountId, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, :now)
on conflict do nothing
