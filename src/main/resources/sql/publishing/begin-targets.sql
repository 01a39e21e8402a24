-- Begins to prepare targets that are planned.
update target
   set status = 'preparing',
       next_attempt_at = null,
       deadline_at = :deadlineAt,
       version = version + 1,
       updated_at = :now
 where id in (:ids)
   and status = 'planned'
