-- The read model is complete.
update read_model_build
   set status = 'done',
       position = 0,
       owner = null,
       lease_until = null,
       ended_at = :now
 where id = 1
   and owner = :node
   and status = 'running'
