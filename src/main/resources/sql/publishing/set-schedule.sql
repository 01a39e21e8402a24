-- Sets or clears the time of a post that has not begun.
update post
   set scheduled_at = :at
 where id = :id
