-- The oldest marks on posts.
select id, user_id, post_id
  from post_mark
 order by id
 fetch first :limit rows only
