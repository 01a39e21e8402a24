-- Remembers every published target of a post, once.
insert into analytics_entry (target_id, post_id, platform, platform_post_id, user_id, account_id, next_at, created_at)
select t.id, t.post_id, t.platform, t.platform_post_id, p.user_id, t.account_id, :at, t.published_at
  from target t
  join post p on p.id = t.post_id
 where t.post_id = :postId
   and t.status = 'confirmed'
on conflict do nothing
