-- Writes one platform of a post.
insert into target (post_id, position, platform, account_id, status, content, attempts, failures, looks, version, created_at, updated_at)
values (:postId, :position, :platform, :accountId, 'planned', :content, 0, 0, 0, 1, :now, :now)
