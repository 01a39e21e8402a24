-- Forgets states that nobody can come back with any more.
delete from oauth_state
 where expires_at < :before
