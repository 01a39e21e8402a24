-- How far an import is; one that has ended stays as it ended.
update import_file
   set kept_name = :keptName, bytes_read = :bytesRead, rows_total = :rowsTotal,
       accepted = :accepted, duplicates = :duplicates, rejected = :rejected
 where id = :id
   and status = 'running'
