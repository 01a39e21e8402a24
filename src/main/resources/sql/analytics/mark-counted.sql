-- The tallies hold this published target; it may be the one that its post is counted by.
update analytics_entry
   set counted = true,
       leads = :leads
 where target_id = :targetId
