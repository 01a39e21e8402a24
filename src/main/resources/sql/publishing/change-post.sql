-- Moves a locked post on.
update post
   set status = :status,
       decision = coalesce(:decision, decision),
       error_message = :errorMessage,
       published_at = coalesce(:publishedAt, published_at),
       version = version + 1,
       updated_at = :now
 where id = :id
