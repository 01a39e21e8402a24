-- Voids every lease: no other process can be on this database.
update relay_part
   set owner = null,
       lease_until = timestamp with time zone '2000-01-01 00:00:00+00'
