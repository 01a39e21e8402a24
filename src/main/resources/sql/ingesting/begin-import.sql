-- A file that is about to be read.
insert into import_file (user_id, inbox, folder, name, kept_name, content_hash, size_bytes, status,
                         bytes_read, rows_total, accepted, duplicates, rejected, started_at, created_at)
values (:userId, :inbox, :folder, :name, :keptName, :contentHash, :sizeBytes, 'running',
        0, 0, 0, 0, 0, :now, :now)
