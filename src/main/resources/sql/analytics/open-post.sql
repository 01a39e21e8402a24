-- Begins to count a post, on one platform or on all, unless that has begun.
insert into analytics_post (post_id, platform, user_id, published_at, impressions, engagements, reach, created_at)
values (:postId, :platform, :userId, :publishedAt, 0, 0, 0, :now)
on conflict do nothing
