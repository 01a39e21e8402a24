-- Enlists a step; a second enlistment changes nothing.
insert into saga_step (saga_id, step_key, compensation, completion, options, status, attempts, created_at)
values (:id, :key, :compensation, :completion, :options, 'enlisted', 0, :now)
on conflict do nothing
