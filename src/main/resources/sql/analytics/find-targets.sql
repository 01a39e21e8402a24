-- What published targets show, and whether they are up.
select id, content, status
  from target
 where id in (:ids)
