-- Takes or keeps the work on the read model for a node.
update read_model_build
   set owner = :node,
       lease_until = :until
 where id = 1
   and status = 'running'
   and (owner is null or owner = :node or lease_until < :now)
