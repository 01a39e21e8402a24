-- Adds to what was gained in an hour or a day.
update analytics_tally
   set posts = posts + :posts,
       publications = publications + :publications,
       impressions = impressions + :impressions,
       reach = reach + :reach,
       views = views + :views,
       likes = likes + :likes,
       comments = comments + :comments,
       shares = shares + :shares,
       saves = saves + :saves,
       clicks = clicks + :clicks,
       watch_seconds = watch_seconds + :watch_seconds
 where user_id = :userId
   and span = :span
   and starts_at = :startAt
   and platform = :platform
   and account_id = :accountId
