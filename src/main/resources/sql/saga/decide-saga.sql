-- Decides a saga; the same decision again is fine, the other one changes nothing.
update saga
   set decision = :decision,
       status = :status,
       reason = coalesce(reason, :reason),
       updated_at = :now
 where id = :id
   and ended_at is null
   and (decision is null or decision = :decision)
