-- Reads from which epoch on entries in Redis may be used.
select epoch from cache_epoch where id = 1
