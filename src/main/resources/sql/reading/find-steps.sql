-- The steps of a saga in the order they enlisted.
select seq, compensation, options, status, attempts, last_error, created_at, ended_at
  from saga_step
 where saga_id = :id
 order by seq
