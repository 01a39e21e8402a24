-- A page of a user's posts that hold some words, newest first; looked for by one of them.
select w.post_id, w.created_at
  from post_word w
  join post_entry e on e.post_id = w.post_id and e.platform = :platform
 where w.user_id = :userId
   and w.word = :word
   and w.created_at >= :from
   and w.created_at <= :until
   and (w.created_at < :until or w.post_id < :untilId)
   and (cast(:status as varchar) is null and e.listed = 1 or e.status = :status)
   and (:number = 1
        or (select count(*) from post_word o where o.post_id = w.post_id and o.word in (:words)) = :number)
   and (cast(:keyId as bigint) = 0
        or not exists (select 1
                         from target t
                        where t.post_id = w.post_id
                          and t.account_id not in (select account_id from api_key_account where key_id = :keyId)))
 order by w.user_id, w.word, w.created_at desc, w.post_id desc
offset :offset rows
 fetch first :limit rows only
