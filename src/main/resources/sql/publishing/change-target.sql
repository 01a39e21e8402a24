-- Moves a target on from a version; changes nothing when it has moved meanwhile.
update target
   set status = :status,
       next_attempt_at = :nextAttemptAt,
       handle = coalesce(:handle, handle),
       failures = :failures,
       looks = :looks,
       deadline_at = coalesce(:deadlineAt, deadline_at),
       version = version + 1,
       updated_at = :now
 where id = :id
   and version = :version
