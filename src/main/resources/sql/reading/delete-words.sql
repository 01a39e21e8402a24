-- Forgets the words of posts.
delete from post_word
 where post_id in (:ids)
