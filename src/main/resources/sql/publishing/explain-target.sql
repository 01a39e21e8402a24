-- Writes why a target is where it is.
update target
   set error_class = :errorClass,
       error_code = :errorCode,
       error_message = :errorMessage
 where id = :id
