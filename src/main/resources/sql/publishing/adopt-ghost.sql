-- Writes that a target that was called off is up, and is to be taken down until a deadline.
update target
   set status = 'compensating',
       platform_post_id = :platformPostId,
       next_attempt_at = null,
       failures = 0,
       looks = 0,
       deadline_at = :deadlineAt,
       version = version + 1,
       updated_at = :now
 where id = :id
   and version = :version
