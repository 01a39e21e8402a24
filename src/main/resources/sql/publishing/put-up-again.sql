-- Counts what could not be taken down as up.
update target
   set status = 'confirmed',
       next_attempt_at = null,
       version = version + 1,
       updated_at = :now
 where post_id = :postId
   and status in ('compensation_failed', 'not_compensable')
