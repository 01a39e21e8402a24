-- The imports of an inbox that have not ended, of one file or of all; newest first.
select id, user_id, inbox, folder, name, kept_name, content_hash, size_bytes, status, ending, bytes_read,
       accepted, duplicates, rejected, reason, started_at, ended_at
  from import_file
 where inbox = :inbox
   and status = 'running'
   and (cast(:folder as varchar) is null or folder = :folder)
   and (cast(:name as varchar) is null or name = :name)
 order by id desc
 fetch first 1000 rows only
