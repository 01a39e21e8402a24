-- How many of the newest posts with one word hold all of some words.
select count(*)
  from (select post_id
          from post_word
         where user_id = :userId
           and word = :word
           and created_at >= :from
           and created_at < :to
         order by user_id, word, created_at desc, post_id desc
         fetch first :limit rows only) as w
  join post_entry e on e.post_id = w.post_id and e.platform = :platform
 where (cast(:status as varchar) is null and e.listed = 1 or e.status = :status)
   and (:number = 1
        or (select count(*) from post_word o where o.post_id = w.post_id and o.word in (:words)) = :number)
   and (cast(:keyId as bigint) = 0
        or not exists (select 1
                         from target t
                        where t.post_id = w.post_id
                          and t.account_id not in (select account_id from api_key_account where key_id = :keyId)))
