-- Adds a step to a post's history.
insert into post_history (post_id, target_id, platform, step, from_status, to_status, detail, created_at)
values (:postId, :targetId, :platform, :step, :from, :to, :detail, :now)
