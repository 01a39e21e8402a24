-- How far the read model is being made again.
select run, status, position, first_position, posts_done, started_at, ended_at
  from read_model_build
 where id = 1
