-- Which posts are not in the lists as they are now; with force, all of them.
select p.id
  from post p
  left join post_entry e on e.post_id = p.id and e.platform = '*'
 where p.id in (:ids)
   and (e.version is null or e.version < p.version + :force)
 order by p.id
