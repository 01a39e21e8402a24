update target
   set status = 'submitting',
       next_attempt_at = null,
       attempts = attempts + 1,
       version = version + 1,
       updated_at = :now
 where id = :id
   and version = :version
