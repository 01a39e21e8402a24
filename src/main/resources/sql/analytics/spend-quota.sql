-- Takes looks of an account's present window as long as there are enough; an older window is over.
update analytics_quota
   set looks = case when starts_at < :startAt then 0 else looks end + :number,
       starts_at = case when starts_at < :startAt then :startAt else starts_at end
 where account_id = :accountId
   and case when starts_at < :startAt then 0 else looks end + :number <= :limit
