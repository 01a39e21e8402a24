-- Extends the leases of sagas that a node is working on.
update saga
   set lease_until = :until,
       next_run_at = :until
 where id in (:ids)
   and lease_owner = :node
   and ended_at is null
