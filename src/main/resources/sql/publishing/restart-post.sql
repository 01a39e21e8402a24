-- Puts a locked post under a new saga, undecided.
update post
   set status = :status,
       decision = null,
       error_message = null,
       saga_id = :sagaId,
       scheduled_at = :scheduledAt,
       version = version + 1,
       updated_at = :now
 where id = :id
