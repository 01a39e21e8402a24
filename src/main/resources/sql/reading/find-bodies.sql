-- Some posts with their targets, each as it is at one moment; a row for each target.
select p.id, p.user_id, p.content, p.request, p.status, p.on_failure, p.saga_id, p.error_message, p.version,
       p.scheduled_at, p.published_at, p.created_at,
       t.platform, t.account_id, t.status as target_status, t.platform_post_id, t.permalink, t.attempts,
       t.next_attempt_at, t.published_at as target_published_at, t.error_class, t.error_code,
       t.error_message as target_error_message, t.version as target_version
  from post p
  left join target t on t.post_id = p.id
 where p.id in (:ids)
 order by p.id, t.position
