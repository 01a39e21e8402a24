-- Says that the lists of users have changed.
merge into post_generation g
using (select u.id as user_id from unnest(cast(:users as bigint array)) as u (id)) s
   on g.user_id = s.user_id
 when matched then
      update set generation = g.generation + 1
 when not matched then
      insert (user_id, generation, created_at)
      values (s.user_id, 1, cast(:now as timestamp with time zone))
