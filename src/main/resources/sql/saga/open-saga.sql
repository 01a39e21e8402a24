-- Writes a saga that starts at a time, or sleeps when that is null.
insert into saga (id, kind, subject, user_id, door, status, fence, next_run_at, runs, failures, created_at, updated_at)
values (:id, :kind, :subject, :userId, :door, 'pending', 0, :startAt, 0, 0, :now, :now)
