-- Everything that happened to a post, oldest first; at most 2000 entries.
select happened_at, kind, name, platform, from_status, to_status, detail
  from (select created_at as happened_at, 1 as rank, id as seq, 'step' as kind, step as name, platform,
               from_status, to_status, detail
          from post_history
         where post_id = :postId
        union all
        select a.created_at, 2, a.id, 'attempt', concat('attempt ', a.number), t.platform,
               null, coalesce(a.verdict, 'open'), a.evidence
          from attempt a
          join target t on t.id = a.target_id
         where t.post_id = :postId
        union all
        select coalesce(st.ended_at, s.updated_at), 3, -st.seq, 'compensation', st.compensation, null,
               null, st.status, st.last_error
          from saga s
          join saga_step st on st.saga_id = s.id
         where s.subject = :subject
           and s.decision = 'compensate'
           and (st.ended_at is not null or st.attempts > 0)
        union all
        select created_at, 4, id, 'event', type, null, null, null, null
          from event
         where subject = :subject
        union all
        select created_at, 5, id, 'event', type, null, null, null, null
          from outbox
         where subject = :subject) everything
 order by happened_at, rank, seq
 fetch first 2000 rows only
