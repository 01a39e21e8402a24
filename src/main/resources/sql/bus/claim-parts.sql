-- Takes or renews every part that is this node's or whose lease has ended.
update relay_part
   set owner = :node,
       lease_until = :until,
       fence = fence + 1
 where owner = :node
    or lease_until < :now
