-- How an import is going to end, before its file is moved.
update import_file
   set ending = :ending, reason = :reason
 where id = :id
   and status = 'running'
