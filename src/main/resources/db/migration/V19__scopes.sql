-- A scope names an area; what keys may do already is written out in the new words.
alter table api_key alter column scopes set data type varchar(500);

update api_key
   set scopes = case
         when concat(' ', scopes, ' ') like '% admin %' then 'admin'
         when concat(' ', scopes, ' ') like '% write %' then 'posts accounts analytics media events webhooks keys'
         when concat(' ', scopes, ' ') like '% read %' then
           'posts:read accounts:read analytics:read media:read events:read webhooks:read keys:read'
         else scopes
       end;
