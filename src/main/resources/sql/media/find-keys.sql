-- Tells which of these files belong to a medium.
select file_key from media where file_key in (:fileKeys)
