-- Claims the refresh of an account unless somebody holds it.
update account
   set refreshing_until = :until
 where id = :id
   and (refreshing_until is null or refreshing_until < :now)
