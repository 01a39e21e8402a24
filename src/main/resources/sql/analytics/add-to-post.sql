-- Adds to what was counted of a post.
update analytics_post
   set impressions = impressions + :impressions,
       engagements = engagements + :engagements,
       reach = reach + :reach
 where post_id = :postId
   and platform in (:platform, '*')
