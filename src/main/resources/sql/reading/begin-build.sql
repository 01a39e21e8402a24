-- Begins to make the read model again, unless that is being done.
update read_model_build
   set run = run + 1,
       status = 'running',
       position = null,
       first_position = null,
       posts_done = 0,
       owner = null,
       lease_until = null,
       started_at = :now,
       ended_at = null
 where id = 1
   and status <> 'running'
