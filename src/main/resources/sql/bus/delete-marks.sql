-- Takes marks away.
delete from post_mark
 where id in (:ids)
