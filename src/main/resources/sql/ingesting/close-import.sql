-- Ends an import, once.
update import_file
   set status = :status, ended_at = :now
 where id = :id
   and status = 'running'
