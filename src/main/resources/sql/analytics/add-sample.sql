-- Adds to the time series.
insert into analytics_sample (target_id, collected_at, metrics, created_at)
values (:targetId, :now, :metrics, :now)
on conflict do nothing
