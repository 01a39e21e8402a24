-- Takes away what is left of posts that are gone, in a range of ids.
delete from post_card
 where post_id > :after
   and post_id <= :upTo
   and not exists (select 1
                     from post p
                    where p.id = post_card.post_id
                      and p.id > :after
                      and p.id <= :upTo)
