-- The hash of the operator's key, if there is one yet.
select key_hash from api_key where slot = 'bootstrap' fetch first 1 rows only
