-- Lets an account rest, never for less long than it rests already.
update account
   set rests_until = :until,
       rest_scope = :scope
 where id = :id
   and (rests_until is null or rests_until < :until)
