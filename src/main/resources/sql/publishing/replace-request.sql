-- Puts another request in place of a locked post's; what was removed with its targets counts on in its version.
update post
   set content = :content,
       request = :request,
       on_failure = :onFailure,
       scheduled_at = :scheduledAt,
       version = version + :removed
 where id = :id
