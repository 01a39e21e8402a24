-- Reserves numbers for posts that will be written soon.
select nextval(pg_get_serial_sequence('post', 'id'))
  from generate_series(1, :many)
