-- Keeps media from being deleted until the transaction ends; those that are gone are missing.
select id from media where id in (:ids) order by id for update
