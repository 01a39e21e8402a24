-- Keeps the words of posts.
insert into post_word (post_id, word, user_id, created_at)
select p.id, w.word, p.user_id, p.created_at
  from unnest(cast(:posts as bigint array), cast(:words as varchar array)) as w (id, word)
  join post p on p.id = w.id
