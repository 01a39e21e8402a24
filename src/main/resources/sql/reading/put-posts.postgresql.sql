-- Puts posts into the lists of all posts, each if it is newer than what is there.
-- Holds their rows: who puts the same posts waits, and then sees what they have become.
insert into post_entry (post_id, platform, user_id, status, listed, version, created_at)
select p.id as post_id, '*' as platform, p.user_id, p.status, case when p.status = 'deleted' then 0 else 1 end as listed,
       p.version, p.created_at
  from post p
 where p.id in (:ids)
 order by p.id
    on conflict (post_id, platform) do update
   set user_id = excluded.user_id,
       status = excluded.status,
       listed = excluded.listed,
       version = excluded.version,
       created_at = excluded.created_at
 where post_entry.version < excluded.version + :force
