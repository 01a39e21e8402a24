-- Begins to count an account's looks, unless that has begun.
insert into analytics_quota (account_id, starts_at, looks, created_at)
values (:accountId, :startAt, 0, :now)
on conflict do nothing
