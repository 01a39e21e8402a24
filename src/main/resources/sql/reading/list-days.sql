-- A user's posts in a stretch of the calendar, in its order.
select post_id, shown_at
  from post_card
 where user_id = :userId
   and listed = 1
   and shown_at >= :from
   and shown_at < :to
 order by user_id, listed, shown_at, post_id
 fetch first :limit rows only
