-- Takes posts out of the lists of platforms that they go to no more.
delete from post_entry
 where post_id in (:ids)
   and platform <> '*'
   and not exists (select 1
                     from target t
                    where t.post_id = post_entry.post_id
                      and t.platform = post_entry.platform)
