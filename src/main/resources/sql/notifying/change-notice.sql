-- Moves a notice on.
update notice
   set status = :status,
       message_id = coalesce(:messageId, message_id),
       next_try_at = :nextTryAt,
       problem = :problem,
       tries = tries + :tries,
       updated_at = :now
 where saga_id = :sagaId
   and kind = :kind
