-- Ties a post to what it was made from; fails when that has made one already.
insert into submission (user_id, origin, post_id, source, created_at)
values (:userId, :origin, :postId, :source, :now)
