-- Writes a post and returns its id.
select id
  from final table (
    insert into post (user_id, content, request, status, on_failure, saga_id, scheduled_at, version, created_at, updated_at)
    values (:userId, :content, :request, :status, :onFailure, :sagaId, :scheduledAt, 1, :now, :now))
