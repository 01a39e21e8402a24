-- Remembers every published target of a post, once.
insert into analytics_entry (target_id, post_id, platform, platform_post_id, created_at)
select id, post_id, platform, platform_post_id, published_at
  from target
 where post_id = :#${exchangeProperty.sagaRun.subjectId}
   and status = 'confirmed'
on conflict do nothing
