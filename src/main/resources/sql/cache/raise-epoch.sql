-- Puts everything that is in Redis out of use, for all processes.
update cache_epoch set epoch = epoch + 1 where id = 1
