-- Puts posts into the lists of all posts, each if it is newer than what is there.
-- Holds their rows: who puts the same posts waits, and then sees what they have become.
merge into post_entry e
using (select p.id as post_id, '*' as platform, p.user_id, p.status, case when p.status = 'deleted' then 0 else 1 end as listed,
              p.version, p.created_at
         from post p
        where p.id in (:ids)) s
   on e.post_id = s.post_id
  and e.platform = s.platform
 when matched and e.version < s.version + :force then
      update set user_id = s.user_id, status = s.status, listed = s.listed, version = s.version, created_at = s.created_at
 when not matched then
      insert (post_id, platform, user_id, status, listed, version, created_at)
      values (s.post_id, s.platform, s.user_id, s.status, s.listed, s.version, s.created_at)
