-- Adds one event to the outbox.
insert into outbox (part, event_id, type, subject, user_id, data, attempts, created_at)
values (:part, :eventId, :type, :subject, :userId, :data, 0, :now)
