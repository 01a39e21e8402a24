-- The parts that a node holds.
select part
  from relay_part
 where owner = :node
 order by part
