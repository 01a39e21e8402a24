-- Plans a target anew that has not gone out; what was prepared of it is void.
update target
   set position = :position,
       account_id = :accountId,
       status = 'planned',
       content = :content,
       handle = null,
       failures = 0,
       looks = 0,
       next_attempt_at = null,
       deadline_at = null,
       error_class = null,
       error_code = null,
       error_message = null,
       version = version + 1,
       updated_at = :now
 where id = :id
   and version = :version
