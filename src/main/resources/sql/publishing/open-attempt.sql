-- Commits the intent to submit; the table refuses a second open attempt.
insert into attempt (target_id, number, open_flag, fence, node, created_at)
values (:targetId, :number, 1, :fence, :node, :now)
