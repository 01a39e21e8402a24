-- Writes that a notice is about to be sent, once per saga and kind.
insert into notice (saga_id, post_id, kind, status, tries, created_at, updated_at)
values (:sagaId, :postId, :kind, 'sending', 1, :now, :now)
on conflict do nothing
