-- Puts posts into the calendar, and notes which texts their words are from.
merge into post_card c
using (select p.id as post_id, p.user_id, case when p.status = 'deleted' then 0 else 1 end as listed,
              coalesce(p.scheduled_at, p.published_at, p.created_at) as shown_at, h.hash as text_hash, p.created_at
         from unnest(cast(:posts as bigint array), cast(:hashes as varchar array)) as h (id, hash)
         join post p on p.id = h.id) s
   on c.post_id = s.post_id
 when matched and ((c.user_id, c.listed, c.shown_at, c.created_at) <> (s.user_id, s.listed, s.shown_at, s.created_at)
                   or c.text_hash is distinct from s.text_hash) then
      update set user_id = s.user_id, listed = s.listed, shown_at = s.shown_at, text_hash = s.text_hash,
                 created_at = s.created_at
 when not matched then
      insert (post_id, user_id, listed, shown_at, text_hash, created_at)
      values (s.post_id, s.user_id, s.listed, s.shown_at, s.text_hash, s.created_at)
