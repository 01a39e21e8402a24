-- Targets of a post of which an attempt proved not to have made anything.
select distinct a.target_id
  from attempt a
  join target t on t.id = a.target_id
 where t.post_id = :postId
   and a.verdict = 'not_created'
 order by a.target_id
