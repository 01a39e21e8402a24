-- How many of a user's posts hold a word, counted up to a limit.
select count(*)
  from (select 1 as one
          from post_word
         where user_id = :userId
           and word = :word
           and created_at >= :from
           and created_at < :to
         fetch first :limit rows only) as listed
