-- Puts posts into the calendar, and notes which texts their words are from.
insert into post_card (post_id, user_id, listed, shown_at, text_hash, created_at)
select p.id as post_id, p.user_id, case when p.status = 'deleted' then 0 else 1 end as listed,
       coalesce(p.scheduled_at, p.published_at, p.created_at) as shown_at, h.hash as text_hash, p.created_at
  from unnest(cast(:posts as bigint array), cast(:hashes as varchar array)) as h (id, hash)
  join post p on p.id = h.id
 order by p.id
    on conflict (post_id) do update
   set user_id = excluded.user_id,
       listed = excluded.listed,
       shown_at = excluded.shown_at,
       text_hash = excluded.text_hash,
       created_at = excluded.created_at
 where (post_card.user_id, post_card.listed, post_card.shown_at, post_card.created_at)
         <> (excluded.user_id, excluded.listed, excluded.shown_at, excluded.created_at)
    or post_card.text_hash is distinct from excluded.text_hash
