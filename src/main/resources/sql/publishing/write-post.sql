-- Writes a post whose number was reserved.
insert into post (id, user_id, content, request, status, on_failure, saga_id, scheduled_at, version, created_at, updated_at)
values (:id, :userId, :content, :request, :status, :onFailure, :sagaId, :scheduledAt, 1, :now, :now)
