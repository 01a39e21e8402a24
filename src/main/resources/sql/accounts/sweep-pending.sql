-- Forgets what was allowed and never chosen from.
delete from pending_connection
 where expires_at < :before
