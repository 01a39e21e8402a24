-- Voids the lease: no other process can be on this database.
update read_model_build
   set owner = null
 where id = 1
