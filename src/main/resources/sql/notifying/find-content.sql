-- A post's text.
select content
  from post
 where id = :postId
