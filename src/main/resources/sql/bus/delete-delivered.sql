-- Takes delivered events out of the outbox.
delete from outbox
 where id in (:ids)
