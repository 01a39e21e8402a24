-- One import.
select id, user_id, inbox, folder, name, kept_name, content_hash, size_bytes, status, ending, bytes_read,
       accepted, duplicates, rejected, reason, started_at, ended_at
  from import_file
 where id = :id
