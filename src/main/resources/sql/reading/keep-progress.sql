-- Notes how far the read model is; nothing when another node has taken over.
update read_model_build
   set position = :position,
       first_position = coalesce(first_position, :highest),
       posts_done = posts_done + :number,
       lease_until = :until
 where id = 1
   and owner = :node
   and status = 'running'
