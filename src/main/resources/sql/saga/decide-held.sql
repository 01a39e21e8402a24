-- Decides a saga for a run; an old fence and the other decision change nothing.
update saga
   set decision = :decision,
       status = :status,
       reason = coalesce(reason, :reason),
       updated_at = :now
 where id = :id
   and fence = :fence
   and ended_at is null
   and (decision is null or decision = :decision)
