-- Posts up to an id, the newest first.
select id
  from post
 where id <= :upTo
 order by id desc
 fetch first :limit rows only
