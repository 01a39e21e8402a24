-- What is left to finalise, newest first.
select step_key, compensation, completion, options
  from saga_step
 where saga_id = :id
   and status = 'enlisted'
 order by seq desc
