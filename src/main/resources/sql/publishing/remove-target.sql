-- Removes a target of which nothing has gone out.
delete from target
 where id = :id
   and version = :version
