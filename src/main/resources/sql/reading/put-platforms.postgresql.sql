-- Puts posts into the lists of their platforms, each if it is newer than what is there.
insert into post_entry (post_id, platform, user_id, status, listed, version, created_at)
select p.id as post_id, t.platform, p.user_id, p.status, case when p.status = 'deleted' then 0 else 1 end as listed,
       p.version, p.created_at
  from post p
  join target t on t.post_id = p.id
 where p.id in (:ids)
 order by p.id, t.position
    on conflict (post_id, platform) do update
   set user_id = excluded.user_id,
       status = excluded.status,
       listed = excluded.listed,
       version = excluded.version,
       created_at = excluded.created_at
 where post_entry.version < excluded.version + :force
