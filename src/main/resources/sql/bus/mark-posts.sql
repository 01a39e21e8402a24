-- Leaves marks on posts.
insert into post_mark (user_id, post_id, created_at)
select marked.user_id, marked.post_id, cast(:now as timestamp with time zone)
  from unnest(cast(:users as bigint array), cast(:posts as bigint array)) as marked (user_id, post_id)
