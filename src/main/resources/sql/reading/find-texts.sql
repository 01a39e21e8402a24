-- The texts of posts, and which texts their words are from.
select p.id, p.user_id, p.content, c.text_hash
  from post p
  left join post_card c on c.post_id = p.id
 where p.id in (:ids)
 order by p.id
