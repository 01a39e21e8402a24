-- Says that the lists of users have changed.
insert into post_generation (user_id, generation, created_at)
select u.id, 1, cast(:now as timestamp with time zone)
  from unnest(cast(:users as bigint array)) as u (id)
 order by u.id
    on conflict (user_id) do update
   set generation = post_generation.generation + 1
