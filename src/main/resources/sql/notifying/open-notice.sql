-- Writes a notice that is to be sent, once per saga and kind.
insert into notice (saga_id, post_id, kind, status, tries, created_at, updated_at)
values (:sagaId, :postId, :kind, 'waiting', 0, :now, :now)
on conflict do nothing
