-- What one key may do in a minute, where it is not what every key may.
alter table api_key add column creates_per_minute integer;
alter table api_key add column authorizations_per_minute integer;
alter table api_key add column requests_per_minute integer;
