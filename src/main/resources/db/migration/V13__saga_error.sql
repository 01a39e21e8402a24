-- Why the last run of a saga failed, for whoever looks at it; null when it did not.
alter table saga add column last_error varchar(500);
